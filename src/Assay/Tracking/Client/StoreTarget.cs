namespace Assay.Tracking.Client;

/// <summary>Records runs with their own ids and times in a store of this machine.</summary>
/// <param name="open">Opens the store when something is first sent.</param>
internal sealed class StoreTarget(Func<Store> open) : SyncTarget
{
    private readonly HashSet<string> opened = [];
    private Store? store;

    internal override string Place => "the store";

    private Store Store => store ??= open();

    internal override TargetRun Start(JournalTexts.Started started, TargetRun? parent)
    {
        var run = new RunRecord
        {
            Id = started.Id,
            Experiment = started.Start.Experiment,
            Name = started.Start.Name,
            ParentId = parent?.Id,
            Status = RunStatus.Running,
            Started = started.Time,
            Seed = started.Start.Seed,
            Threads = started.Start.Threads,
            Command = started.Start.Command,
            Code = started.Start.Code,
            Environment = started.Start.Environment,
        };
        Store.Database.Write(session =>
        {
            if (StatusOf(session, run.Id) is null)
            {
                RunTable.Insert(session, run, Store.Owner);
            }
        });
        return new TargetRun(run.Id);
    }

    internal override void Send(TargetRun run, RunBatch batch)
    {
        try
        {
            Store.Database.Write(session =>
            {
                TakeUp(session, run.Id);
                RunTable.Append(session, run.Id, batch, Store.Clock.GetUtcNow());
            });
        }
        catch (AssayException error) when (error.Code == "store.parameter-changed")
        {
            throw Refusal(error.Message[(error.Code.Length + 2)..], error);
        }
    }

    internal override void SendFile(TargetRun run, RunArtifact file, string path)
    {
        if (!File.Exists(path))
        {
            throw Refusal($"its content is missing from {Path.GetDirectoryName(Path.GetDirectoryName(path))}.");
        }

        try
        {
            SendContent(run, file.Name, target =>
            {
                using var content = File.OpenRead(path);
                content.CopyTo(target);
            });
        }
        catch (AssayException error) when (error.Code == "store.artifact-name")
        {
            throw Refusal(error.Message[(error.Code.Length + 2)..], error);
        }
    }

    /// <summary>Keeps a file with a run.</summary>
    internal void SendContent(TargetRun run, string name, Action<Stream> write)
    {
        Store.Database.Write(session => TakeUp(session, run.Id));
        Store.AddArtifact(run.Id, name, write);
    }

    internal override void End(TargetRun run, JournalTexts.Ended ended) => Store.Database.Write(session =>
    {
        TakeUp(session, run.Id);
        RunTable.End(session, run.Id, ended.Status, (ended.Time, ended.Error));
        opened.Remove(run.Id);
    });

    public override void Dispose() => store?.Dispose();

    private static string? StatusOf(Session session, string run) =>
        session.Query("SELECT status FROM runs WHERE id = @id", row => row.GetString(0), ("@id", run)).SingleOrDefault();

    // A process that looked into the store meanwhile may have found this run's writer dead; the journal knows more.
    private void TakeUp(Session session, string run)
    {
        if (opened.Contains(run))
        {
            return;
        }

        if ((StatusOf(session, run) ?? throw Refusal($"run {run} was deleted.")) != "running")
        {
            RunTable.TakeOver(session, run, Store.Owner);
        }

        opened.Add(run);
    }
}
