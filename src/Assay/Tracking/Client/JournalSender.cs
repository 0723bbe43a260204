namespace Assay.Tracking.Client;

/// <summary>Reads a journal from where it was acknowledged and sends it on; one thread at a time.</summary>
/// <param name="file">The journal.</param>
/// <param name="target">Where it goes.</param>
/// <param name="warn">Told what the target refused, once.</param>
/// <param name="record">Adds a record to the journal; what it does not take is done again after a restart.</param>
internal sealed class JournalSender(JournalFile file, SyncTarget target, Action<string> warn, Action<byte[]> record) : IDisposable
{
    private readonly JournalReader reader = file.Reader();
    private readonly ObjectFolder files = TrackingJournal.FilesOf(file.Path);
    private readonly JournalRuns runs = new();
    private JournalWindow? window;

    internal SyncTarget Target => target;

    /// <summary>What the target refused for good.</summary>
    internal List<string> Refusals { get; } = [];

    /// <summary>Points the target took from this sender.</summary>
    internal long Points { get; private set; }

    /// <summary>Runs of the journal.</summary>
    internal int Runs => runs.Count;

    /// <summary>Looks through a journal that a process left: what was acknowledged is not sent again.</summary>
    internal void Recall()
    {
        var past = file.Reader();
        while (past.Read(file.End, out var found))
        {
            switch (found.Kind)
            {
                case JournalKind.Opened:
                    runs.Forget();
                    break;
                case JournalKind.Synchronised:
                    runs.Acknowledged = JournalTexts.ReadPosition(found);
                    break;
                case JournalKind.Refused:
                    Refusals.Add(JournalTexts.ReadRefusal(found));
                    break;
                case JournalKind.Mapped:
                    runs.Recall(JournalTexts.Read<JournalTexts.Mapped>(found));
                    break;
            }
        }
    }

    /// <summary>Runs whose end the journal does not tell.</summary>
    internal IEnumerable<int> Unended() => runs.Unended();

    /// <summary>Sends the next part; false when there is nothing left. After an error the same part is sent again.</summary>
    internal bool SendNext()
    {
        window ??= JournalWindow.Read(reader, runs, file.End);
        if (window.IsEmpty)
        {
            window = null;
            return false;
        }

        foreach (var part in window.Parts)
        {
            var known = Find(part.Run);
            if (known is not null)
            {
                SendPart(known, part);
            }
        }

        Points += window.Points;
        record(JournalTexts.OfPosition(window.End));
        window = null;
        return true;
    }

    public void Dispose() => target.Dispose();

    private TargetRun? Find(JournalRun run)
    {
        if (run.Known is null && !run.IsRefused)
        {
            var parent = run.Parent is null ? null : Find(run.Parent);
            run.Known = Take($"run {run.Started.Id}", () => target.Start(run.Started, parent));
            run.IsRefused = run.Known is null;
            if (run.Known is not null)
            {
                record(JournalTexts.Of(new JournalTexts.Mapped(run.Started.Run, run.Known)));
            }
        }

        return run.Known;
    }

    private void SendPart(TargetRun known, JournalPart part)
    {
        if (part.Begins)
        {
            SendBatch(known, part.Run.Started.Start.First);
        }

        SendBatch(known, part.Batch);
        foreach (var changed in part.Changed)
        {
            SendBatch(known, changed);
        }

        foreach (var artifact in part.Files)
        {
            Take($"file {artifact.Name} of run {known.Id}", () => target.SendFile(known, artifact, files.PathOf(artifact.Digest)));
        }

        if (part.Ended is { } ended)
        {
            Take($"the end of run {known.Id}", () => target.End(known, ended));
        }
    }

    // A refused batch is halved until what is refused stands alone, so that one wrong value takes nothing with it.
    private void SendBatch(TargetRun known, RunBatch batch)
    {
        if (batch.Parameters.Count + batch.Tags.Count + batch.Metrics.Count == 0)
        {
            return;
        }

        try
        {
            target.Send(known, batch);
        }
        catch (AssayException refused) when (refused.Code == "tracking.refused")
        {
            var halves = JournalPart.Halve(batch);
            if (halves.Count == 0)
            {
                Refuse($"{JournalPart.Describe(batch)} of run {known.Id}", refused);
            }

            foreach (var half in halves)
            {
                SendBatch(known, half);
            }
        }
    }

    private T? Take<T>(string what, Func<T> send)
        where T : class
    {
        try
        {
            return send();
        }
        catch (AssayException refused) when (refused.Code == "tracking.refused")
        {
            Refuse(what, refused);
            return null;
        }
    }

    private void Take(string what, Action send) => Take(what, () =>
    {
        send();
        return "";
    });

    private void Refuse(string what, AssayException refused)
    {
        var told = $"{target.Place} refused {what}: {refused.Message[(refused.Code.Length + 2)..]}";
        if (!Refusals.Contains(told))
        {
            Refusals.Add(told);
            record(JournalTexts.OfRefusal(told));
            warn(told);
        }
    }
}
