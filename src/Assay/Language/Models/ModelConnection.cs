namespace Assay.Language.Models;

/// <summary>What models outside this process are reached with.</summary>
internal sealed record ModelConnection
{
    /// <summary>Reads a variable of the environment; keys come from nowhere else.</summary>
    public Func<string, string?> Variable { get; init; } = _ => null;

    /// <summary>The longest wait for one answer.</summary>
    public TimeSpan TimeOut { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The clock that dates in Retry-After are read against.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
