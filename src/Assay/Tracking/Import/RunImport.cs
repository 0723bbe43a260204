using Assay.Tracking.Client;

namespace Assay.Tracking.Import;

/// <summary>Takes over runs other systems kept: MLflow's stores, TensorBoard's event files, CSV files of W&amp;B.</summary>
/// <remarks>A run has the same id whenever it is read, and equal points count once: importing again adds only what is new.</remarks>
public static class RunImport
{
    private const int PointsAtOnce = 20_000;

    /// <summary>Reads everything below a path into a store.</summary>
    /// <param name="store">Gets the runs.</param>
    /// <param name="path">A folder or a file.</param>
    /// <param name="options">The defaults when null.</param>
    /// <param name="cancellation">Stops between two parts; a run begun stays as interrupted until the import is done again.</param>
    /// <exception cref="AssayException">
    /// <c>import.missing</c>, <c>import.unknown</c> when nothing there is recognised, <c>import.not-mlflow</c>, <c>import.not-wandb</c>, and those of the store.
    /// What only a part is broken by is in the report.
    /// </exception>
    public static ImportReport Run(Store store, string path, ImportOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new ImportOptions();
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            throw new AssayException("import.missing", $"There is no file or folder \"{path}\".");
        }

        var source = options.From is { } named ? Catalogue<RunSource>.Find(named) : Recognise(path);
        var log = new ImportLog();
        var report = new ImportReport(Catalogue<RunSource>.NameOf(source.GetType()));
        // Not disposed, because the store is the caller's.
        var target = new StoreTarget(() => store);
        foreach (var run in source.Read(path, options, log))
        {
            cancellation.ThrowIfCancellationRequested();
            report = Add(store, target, (run, report), log, cancellation) with { Deleted = log.Deleted, Problems = log.Problems, ProblemCount = log.Count };
            options.Progress?.Report(report);
        }

        foreach (var experiment in source.Experiments(path, log))
        {
            AddTags(store, experiment);
        }

        var models = new ModelImport(store, log);
        var count = source.Models(path, log).Count(models.Add);
        return report with { Models = count, Deleted = log.Deleted, Problems = [.. log.Problems], ProblemCount = log.Count };
    }

    private static RunSource Recognise(string path) =>
        Catalogue<RunSource>.All.FirstOrDefault(s => s.Recognises(path)) ?? throw new AssayException(
            "import.unknown",
            $"{path} holds nothing that can be imported: expected MLflow's mlruns or an SQLite database of it, TensorBoard's event files, or CSV files of W&B. Say which with --from.");

    private static ImportReport Add(Store store, StoreTarget target, (SourceRun Run, ImportReport Report) next, ImportLog log, CancellationToken cancellation)
    {
        var (run, report) = next;
        var known = store.Database.Read(session => RunReader.WithPrefix(session, run.Id, 1)).Count == 1;
        var to = target.Start(
            new JournalTexts.Started(0, run.Id, -1, run.Started, new RunStart { Experiment = Experiment(run.Experiment), Name = run.Name }),
            run.ParentId is { } parent ? new TargetRun(parent) : null);
        var before = Held(store, run.Id);
        if (!known && run.User.Length > 0)
        {
            store.Database.Write(session => session.Execute("UPDATE runs SET user_name = @user WHERE id = @id", ("@user", Portable.Text(run.User)), ("@id", run.Id)));
        }

        foreach (var part in run.Points.Where(p => IsKey(p.Key, run, log)).Chunk(PointsAtOnce))
        {
            cancellation.ThrowIfCancellationRequested();
            target.Send(to, new RunBatch { Metrics = part });
        }

        SendTexts(target, to, run, log);
        SendFiles(target, (to, run), log);
        foreach (var input in run.Inputs.Where(i => !known && i.Name.Length > 0 && i.Digest.Length > 0))
        {
            store.Database.Write(session => RunTable.AddInput(session, run.Id, input));
        }

        target.End(to, new JournalTexts.Ended(0, run.Status, run.Ended() ?? run.Started, run.Error));
        var after = Held(store, run.Id);
        return report with
        {
            Runs = report.Runs + 1,
            Known = report.Known + (known ? 1 : 0),
            Points = report.Points + after.Points - before.Points,
            Files = report.Files + after.Files.Except(before.Files).Count(),
        };
    }

    // Tags the store has stay: they may have been changed since the last import.
    private static void AddTags(Store store, SourceExperiment experiment) => store.Database.Write(session =>
    {
        var name = Experiment(experiment.Name);
        if (session.First<long?>("SELECT id FROM experiments WHERE name = @name", row => row.GetInt64(0), ("@name", Portable.Text(name))) is not { } id)
        {
            return;
        }

        var there = session.Query("SELECT key FROM experiment_tags WHERE experiment_id = @id", row => row.GetString(0), ("@id", id)).ToHashSet();
        foreach (var (key, value) in experiment.Tags.Where(t => !there.Contains(t.Key)))
        {
            ExperimentTable.SetTag(session, id, key, value);
        }
    });

    // Points and files the store has of a run.
    private static (long Points, HashSet<(string, string)> Files) Held(Store store, string run) => store.Database.Read(session => (
        session.First("SELECT COALESCE(SUM(points), 0) FROM metric_series WHERE run_id = @run", row => Convert.ToInt64(row.GetValue(0)), ("@run", run)),
        ArtifactTable.List(session, run).Select(a => (a.Name, a.Digest)).ToHashSet()));

    private static void SendTexts(StoreTarget target, TargetRun to, SourceRun run, ImportLog log)
    {
        var texts = run.Texts();
        target.Send(to, new RunBatch { Tags = texts.Tags.Where(t => IsKey(t.Key, run, log)).ToDictionary() });
        try
        {
            target.Send(to, new RunBatch { Parameters = texts.Parameters.Where(t => IsKey(t.Key, run, log)).ToDictionary() });
        }
        catch (AssayException refused) when (refused.Code == "tracking.refused")
        {
            log.Add($"run {run.Id}: {refused.Message[(refused.Code.Length + 2)..]}");
        }
    }

    private static void SendFiles(StoreTarget target, (TargetRun To, SourceRun From) run, ImportLog log)
    {
        foreach (var (name, write) in run.From.Files())
        {
            try
            {
                ArtifactName.Check(name);
                target.SendContent(run.To, name, write);
            }
            catch (AssayException wrong) when (wrong.Code == "store.artifact-name")
            {
                log.Add($"run {run.From.Id}: {wrong.Message[(wrong.Code.Length + 2)..]}");
            }
        }
    }

    private static bool IsKey(string key, SourceRun run, ImportLog log)
    {
        var sound = key.Length is > 0 and <= 250 && !string.IsNullOrWhiteSpace(key);
        if (!sound)
        {
            log.Add($"run {run.Id}: expected names of 1 to 250 characters, found \"{ImportLog.Shown(key)}\".");
        }

        return sound;
    }

    private static string Experiment(string name) => string.IsNullOrWhiteSpace(name) ? "Default" : name.Length <= 500 ? name : name[..500];
}
