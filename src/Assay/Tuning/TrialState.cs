namespace Assay.Tuning;

/// <summary>Where a trial stands.</summary>
public enum TrialState
{
    /// <summary>Asked for and not told yet.</summary>
    Running,

    /// <summary>Ended with a value for every objective.</summary>
    Done,

    /// <summary>Ended with an error, or with a value that is no number.</summary>
    Failed,

    /// <summary>Stopped early because it looked worse than others.</summary>
    Pruned,

    /// <summary>Its worker died or let the lease run out; the same configuration waits to be tried again.</summary>
    Lost,

    /// <summary>Lost, and tried again as a later trial.</summary>
    Retried,
}
