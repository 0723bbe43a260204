namespace Assay.Server.Queries;

/// <summary>One field a query asks for.</summary>
/// <param name="Alias">The name it is answered under.</param>
/// <param name="Name">The field's name.</param>
internal sealed record Selection(string Alias, string Name)
{
    /// <summary>Values by path, such as <c>input.runId</c>; only texts, numbers and names.</summary>
    internal Dictionary<string, string> Arguments { get; } = new(StringComparer.Ordinal);

    /// <summary>Fields of the field; none for a plain value.</summary>
    internal List<Selection> Fields { get; } = [];
}
