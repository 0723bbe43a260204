namespace Assay.Tracking.Client;

/// <summary>One run of a journal and what the target calls it.</summary>
internal sealed class JournalRun(JournalTexts.Started started, JournalRun? parent)
{
    internal JournalTexts.Started Started { get; } = started;

    internal JournalRun? Parent { get; } = parent;

    /// <summary>Null until the target has taken it.</summary>
    internal TargetRun? Known { get; set; }

    /// <summary>The target will not take it.</summary>
    internal bool IsRefused { get; set; }

    /// <summary>The journal holds its end.</summary>
    internal bool IsEnded { get; set; }
}
