namespace Assay.Tracking.Import;

/// <summary>CSV files exported from W&amp;B: a table of runs, and the history of each run in a file named after it.</summary>
/// <remarks>
/// A table of runs has the columns Name and State (the page's export). A history has the column _step; _timestamp (seconds since 1970) gives the
/// times. In the table nothing tells settings from results: every column becomes a parameter, and one that holds a number also a point at step 0,
/// unless the run has a history with that column. The export of a chart has the column Step and one named <c>RUN - METRIC</c> a run.
/// </remarks>
[Named("wandb")]
internal sealed class WandbSource : RunSource
{
    private const string Expected =
        "expected a column _step (a run's history), columns Name and State (a table of runs), or a column Step and others named RUN - METRIC (the export of a chart)";

    private static readonly string[] known = ["Name", "ID", "State", "Notes", "User", "Tags", "Created", "Runtime", "Sweep"];

    internal override bool Recognises(string path) => Files(path).Any(f => KindOf(Header(f)) != "other");

    internal override IEnumerable<SourceRun> Read(string path, ImportOptions options, ImportLog log)
    {
        var root = Path.GetFullPath(path);
        var experiment = Directory.Exists(root) ? Path.GetFileName(Path.TrimEndingDirectorySeparator(root)) : Path.GetFileNameWithoutExtension(root);
        var files = Files(root).ToLookup(f => KindOf(Header(f)));
        foreach (var other in files["other"].Where(_ => File.Exists(root)))
        {
            throw new AssayException("import.not-wandb", $"{other}, line 1: {Expected}.");
        }

        foreach (var other in files["other"])
        {
            log.Add($"{other}, line 1: {Expected}; the file was left out.");
        }

        var charts = files["chart"].Select(f => new WandbChart(f, log)).ToArray();
        var charted = charts.SelectMany(c => c.Runs).ToHashSet(StringComparer.Ordinal);

        var histories = files["history"].ToDictionary(f => Path.GetFileNameWithoutExtension(f)!, f => f, StringComparer.Ordinal);
        foreach (var row in files["runs"].SelectMany(f => Rows(f, log)))
        {
            var name = row.Cells.GetValueOrDefault("Name", "");
            var history = new[] { name, row.Cells.GetValueOrDefault("ID", "") }.FirstOrDefault(histories.ContainsKey);
            yield return With(charts, Run(experiment, (name, row.Cells), history is null ? null : Take(histories, history), log));
            charted.Remove(name);
        }

        foreach (var (name, file) in histories.OrderBy(h => h.Key, StringComparer.Ordinal))
        {
            yield return With(charts, Run(experiment, (name, []), file, log));
            charted.Remove(name);
        }

        foreach (var name in charted.Order(StringComparer.Ordinal))
        {
            yield return With(charts, Run(experiment, (name, []), null, log));
        }
    }

    // A curve of a chart says more than the one value of the table.
    private static SourceRun With(WandbChart[] charts, SourceRun run)
    {
        var curves = charts.Where(c => c.Runs.Contains(run.Name)).ToArray();
        var drawn = curves.SelectMany(c => c.Metrics(run.Name)).ToHashSet(StringComparer.Ordinal);
        return curves.Length == 0 ? run : run with { Points = run.Points.Where(p => !drawn.Contains(p.Key)).Concat(curves.SelectMany(c => c.Points(run.Name, run.Started))) };
    }

    private static string Take(Dictionary<string, string> histories, string name)
    {
        histories.Remove(name, out var file);
        return file!;
    }

    private static SourceRun Run(string experiment, (string Name, Dictionary<string, string> Cells) row, string? history, ImportLog log)
    {
        var read = history is null ? null : new WandbHistory(history, log);
        var started = Date(row.Cells.GetValueOrDefault("Created")) ?? read?.First ?? DateTimeOffset.UnixEpoch;
        var columns = row.Cells.Where(c => !known.Contains(c.Key) && c.Key.Trim().Length > 0 && c.Value.Length > 0).ToArray();
        var single = columns
            .Where(c => read?.Columns.Contains(c.Key) != true)
            .Select(c => (c.Key, Value: MlflowTexts.Number(c.Value)))
            .Where(c => c.Value is not null)
            .Select(c => new MetricPoint(Key(c.Key), c.Value!.Value, 0, started));
        var seconds = MlflowTexts.Number(row.Cells.GetValueOrDefault("Runtime", ""));
        var state = row.Cells.GetValueOrDefault("State", "finished").ToLowerInvariant();
        return new SourceRun
        {
            Id = IdOf(started, $"wandb\n{experiment}\n{row.Name}\n{row.Cells.GetValueOrDefault("ID")}\n{row.Cells.GetValueOrDefault("Created")}"),
            Experiment = experiment,
            Name = row.Name,
            Started = started,
            Status = state switch { "finished" => RunStatus.Finished, "failed" or "crashed" => RunStatus.Failed, _ => RunStatus.Interrupted },
            Error = state is "finished" ? null : $"W&B calls it {ImportLog.Shown(state)}.",
            Ended = () => seconds is >= 0 and < 1e9 ? started.AddSeconds(seconds.Value) : read?.Last ?? started,
            Points = read is null ? single : single.Concat(read.Points(started)),
            Texts = () => new RunBatch
            {
                Parameters = columns.DistinctBy(c => Key(c.Key)).ToDictionary(c => Key(c.Key), c => c.Value),
                Tags = new[] { ("assay.imported-from", "wandb"), ("wandb.notes", row.Cells.GetValueOrDefault("Notes", "")), ("wandb.tags", row.Cells.GetValueOrDefault("Tags", "")), ("wandb.user", row.Cells.GetValueOrDefault("User", "")) }
                    .Where(t => t.Item2.Length > 0).ToDictionary(t => t.Item1, t => t.Item2),
            },
        };
    }

    private static IEnumerable<(int Line, Dictionary<string, string> Cells)> Rows(string path, ImportLog log)
    {
        IReadOnlyList<string>? header = null;
        foreach (var (line, cells) in CsvRows.Read(path, log))
        {
            if (header is null)
            {
                header = cells;
            }
            else if (cells.Count == header.Count)
            {
                yield return (line, header.Zip(cells).DistinctBy(c => c.First).ToDictionary(c => c.First, c => c.Second));
            }
            else
            {
                log.Add($"{path}, line {line}: expected {header.Count} cells, found {cells.Count}.");
            }
        }
    }

    internal static string Key(string column) => column.Length <= 250 ? column : column[..250];

    private static string KindOf(IReadOnlyList<string> header) =>
        IsRuns(header) ? "runs" : IsHistory(header) ? "history" : WandbChart.Recognises(header) ? "chart" : "other";

    private static bool IsRuns(IReadOnlyList<string> header) => header.Contains("Name") && header.Contains("State");

    private static bool IsHistory(IReadOnlyList<string> header) => header.Contains("_step");

    private static IReadOnlyList<string> Header(string path) => CsvRows.Read(path, new ImportLog()).Select(r => r.Cells).FirstOrDefault() ?? [];

    private static IEnumerable<string> Files(string path) => File.Exists(path)
        ? Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase) ? [path] : []
        : FilesIn(path).Where(f => !f.Name.Contains('/', StringComparison.Ordinal) && f.Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)).Select(f => f.Path);

    private static DateTimeOffset? Date(string? text) =>
        DateTimeOffset.TryParse(text, null, System.Globalization.DateTimeStyles.AssumeUniversal | System.Globalization.DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
