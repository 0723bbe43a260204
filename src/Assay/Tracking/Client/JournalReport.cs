namespace Assay.Tracking.Client;

/// <summary>What became of a journal that was sent.</summary>
/// <param name="Journal">The file.</param>
/// <param name="Target">Where it went.</param>
public sealed record JournalReport(string Journal, string Target)
{
    /// <summary>Runs in it.</summary>
    public int Runs { get; init; }

    /// <summary>Points sent now; those sent earlier are not counted again.</summary>
    public long Points { get; init; }

    /// <summary>What was found at the journal's end when its process was killed or the file damaged; null when it ended well.</summary>
    public string? Finding { get; init; }

    /// <summary>What the target refused for good, a sentence each. Such a journal is kept.</summary>
    public IReadOnlyList<string> Refusals { get; init; } = [];

    /// <summary>Whether the journal was deleted because the target has all of it.</summary>
    public bool Deleted { get; init; }
}
