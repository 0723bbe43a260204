namespace Assay.Tracking.Client;

/// <summary>What a record of a journal tells; the numbers are written into files.</summary>
internal enum JournalKind : byte
{
    /// <summary>Where the journal belongs to: first record of every file.</summary>
    Opened = 1,

    /// <summary>A run began.</summary>
    RunStarted = 2,

    /// <summary>A number stands for one metric of one run from here on.</summary>
    Series = 3,

    /// <summary>Points of any series, as they lie in memory.</summary>
    Points = 4,

    /// <summary>A parameter.</summary>
    Parameter = 5,

    /// <summary>A tag.</summary>
    Tag = 6,

    /// <summary>A file that lies in the folder beside the journal.</summary>
    Artifact = 7,

    /// <summary>A run ended.</summary>
    RunEnded = 8,

    /// <summary>The target knows a run by this id.</summary>
    Mapped = 9,

    /// <summary>Everything before a position is with the target.</summary>
    Synchronised = 10,

    /// <summary>The target refused something for good.</summary>
    Refused = 11,
}
