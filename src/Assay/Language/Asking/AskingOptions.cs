namespace Assay.Language.Asking;

/// <summary>How a model is asked many questions: how many at once, how often again, and what it may cost.</summary>
public sealed record AskingOptions
{
    /// <summary>Questions under way at once; null finds out how many the provider bears.</summary>
    public int? Concurrency { get; init; }

    /// <summary>The most that is tried when <see cref="Concurrency"/> is null.</summary>
    public int MostConcurrent { get; init; } = 256;

    /// <summary>How often one question is asked in all before it is given up.</summary>
    public int MostTries { get; init; } = 7;

    /// <summary>How many questions may be given up before everything stops; they are left out of the scores.</summary>
    public int MostFailures { get; init; }

    /// <summary>Everything stops before more tokens than this are spent; null for no limit.</summary>
    public long? MostTokens { get; init; }

    /// <summary>Everything stops before it costs more than this; null for no limit. Needs <see cref="Price"/>.</summary>
    public double? MostCost { get; init; }

    /// <summary>What a million tokens cost, read and written; null when it is not known.</summary>
    public TokenPrice? Price { get; init; }

    /// <summary>Only answers that are in the journal; the model is not asked.</summary>
    public bool IsReplay { get; init; }

    /// <summary>The seed of waits.</summary>
    public ulong Seed { get; init; }

    /// <summary>Told about the state of things, at most twice a second.</summary>
    public Action<AskingProgress>? Progress { get; init; }
}
