namespace Assay.Tracking.Client;

/// <summary>The runs and curves a journal has named so far.</summary>
internal sealed class JournalRuns
{
    private readonly Dictionary<int, JournalRun> runs = [];
    private readonly Dictionary<int, (JournalRun Run, string Key)> series = [];
    private readonly Dictionary<int, TargetRun> recalled = [];

    /// <summary>Records that end before this position are with the target.</summary>
    internal long Acknowledged { get; set; }

    internal int Count => runs.Count;

    internal JournalRun this[int run] => runs[run];

    internal JournalRun Begin(JournalTexts.Started started) => runs[started.Run] =
        new JournalRun(started, started.Parent < 0 ? null : runs[started.Parent]) { Known = recalled.GetValueOrDefault(started.Run) };

    internal void Recall(JournalTexts.Mapped mapped) => recalled[mapped.Run] = mapped.Known;

    /// <summary>Takes back what was recalled: it was about another target.</summary>
    internal void Forget()
    {
        recalled.Clear();
        Acknowledged = 0;
    }

    internal void Name(JournalTexts.Named named) => series[named.Series] = (runs[named.Run], named.Key);

    internal (JournalRun Run, string Key) Curve(int number) => series[number];

    internal IEnumerable<int> Unended() => runs.Where(r => !r.Value.IsEnded).Select(r => r.Key);
}
