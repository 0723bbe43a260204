namespace Assay.Tracking.Import;

/// <summary>What an import brought.</summary>
/// <param name="From">The kind of source.</param>
public sealed record ImportReport(string From)
{
    /// <summary>Runs read.</summary>
    public int Runs { get; init; }

    /// <summary>Of these the store had before.</summary>
    public int Known { get; init; }

    /// <summary>Runs the source had marked as deleted, which are left out.</summary>
    public int Deleted { get; init; }

    /// <summary>Points added; those the store had are not counted.</summary>
    public long Points { get; init; }

    /// <summary>Files added; those the store had are not counted.</summary>
    public int Files { get; init; }

    /// <summary>Registered models read, with their versions.</summary>
    public int Models { get; init; }

    /// <summary>What could not be taken over: file, place and reason, a sentence each; the first 100.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>All of them counted.</summary>
    public int ProblemCount { get; init; }
}
