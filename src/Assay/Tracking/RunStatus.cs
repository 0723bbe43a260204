namespace Assay.Tracking;

/// <summary>Where a run stands.</summary>
public enum RunStatus
{
    /// <summary>Its process is at work, or lives on another machine so that nobody here can tell.</summary>
    Running,

    /// <summary>Ended as meant.</summary>
    Finished,

    /// <summary>Ended with an error, which is recorded.</summary>
    Failed,

    /// <summary>Stopped from outside: Ctrl-C, kill, power. What it recorded stays; it can be resumed. MLflow calls this KILLED.</summary>
    Interrupted,

    /// <summary>Announced by a client, not yet at work.</summary>
    Scheduled,
}
