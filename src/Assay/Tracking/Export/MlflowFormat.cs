using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Assay.Tracking.Export;

/// <summary>A folder in the form of MLflow's file store, which <c>MLFLOW_TRACKING_URI=file:///PATH</c> reads; with all points and files.</summary>
/// <remarks>Source: mlflow/store/tracking/file_store.py.</remarks>
[Named("mlflow")]
internal sealed class MlflowFormat : RunFormat
{
    internal override ExportReport Write(ExportedRuns runs, string path)
    {
        Folder.Make(Path.GetDirectoryName(path)!);
        var fresh = Folder.SiblingOf(path, "new");
        return StoreErrors.Guard(path, () =>
        {
            try
            {
                Directory.CreateDirectory(fresh);
                var report = WriteAll(runs, fresh, new Uri(path).AbsoluteUri);
                Directory.Move(fresh, path);
                return report;
            }
            finally
            {
                if (Directory.Exists(fresh))
                {
                    Directory.Delete(fresh, recursive: true);
                }
            }
        });
    }

    private static ExportReport WriteAll(ExportedRuns runs, string folder, string address)
    {
        var experiments = runs.Store.Experiments().ToDictionary(e => e.Name, e => (e.Id, e.Created));
        var renamed = new List<string>();
        var (count, points, files) = (0, 0L, 0);
        foreach (var run in runs.All())
        {
            var (number, created) = experiments[run.Experiment];
            var id = number.ToString(CultureInfo.InvariantCulture);
            var experiment = Path.Combine(folder, id);
            if (!Directory.Exists(experiment))
            {
                WriteYaml(experiment, Experiment(id, run.Experiment, created, address));
                WriteTexts(runs.ExperimentTags(number), Path.Combine(experiment, "tags"), renamed);
            }

            var home = Path.Combine(experiment, run.Id);
            WriteYaml(home, Run(run, id, (address, runs.UserOf(run))));
            points += WriteMetrics(runs, run, Path.Combine(home, "metrics"), renamed);
            WriteTexts(run.Parameters, Path.Combine(home, "params"), renamed);
            WriteTexts(Tags(run), Path.Combine(home, "tags"), renamed);
            MlflowInputs.Write(run, experiment, home);
            files += WriteFiles(runs.Store, run, Path.Combine(home, "artifacts"), renamed);
            count++;
        }

        return new ExportReport(count, points, files, renamed);
    }

    private static (string, object?)[] Experiment(string id, string name, DateTimeOffset created, string address) =>
    [
        ("artifact_location", $"{address}/{id}"), ("creation_time", created.ToUnixTimeMilliseconds()), ("experiment_id", id),
        ("last_update_time", created.ToUnixTimeMilliseconds()), ("lifecycle_stage", "active"), ("name", name),
    ];

    // Status and source type are MLflow's numbers: 4 is LOCAL.
    private static (string, object?)[] Run(RunRecord run, string experiment, (string Address, string User) of) =>
    [
        ("artifact_uri", $"{of.Address}/{experiment}/{run.Id}/artifacts"), ("end_time", run.Ended?.ToUnixTimeMilliseconds()), ("entry_point_name", ""),
        ("experiment_id", experiment), ("lifecycle_stage", "active"), ("run_id", run.Id), ("run_name", run.Name.Length > 0 ? run.Name : run.Id), ("run_uuid", run.Id),
        ("source_name", string.Join(' ', run.Command)), ("source_type", 4), ("source_version", run.Code?.Commit ?? ""),
        ("start_time", run.Started.ToUnixTimeMilliseconds()),
        ("status", run.Status switch { RunStatus.Running => 1, RunStatus.Finished => 3, RunStatus.Failed => 4, _ => 5 }), ("tags", Array.Empty<string>()), ("user_id", of.User),
    ];

    private static Dictionary<string, string> Tags(RunRecord run)
    {
        var tags = new Dictionary<string, string>(run.Tags, StringComparer.Ordinal) { ["mlflow.runName"] = run.Name.Length > 0 ? run.Name : run.Id };
        (string Key, string? Value)[] more =
        [
            ("mlflow.parentRunId", run.ParentId), ("mlflow.source.git.commit", run.Code?.Commit), ("assay.error", run.Error), ("assay.seed", run.Seed?.ToString()),
        ];
        foreach (var (key, value) in more.Where(m => m.Value is not null))
        {
            tags.TryAdd(key, value!);
        }

        return tags;
    }

    private static long WriteMetrics(ExportedRuns runs, RunRecord run, string folder, List<string> renamed)
    {
        var names = new MlflowNames();
        var count = 0L;
        Directory.CreateDirectory(folder);
        foreach (var key in run.Metrics.Keys)
        {
            using var writer = Writer(folder, key, names, renamed);
            foreach (var point in runs.Store.History(run.Id, key))
            {
                writer.Write($"{point.Time!.Value.ToUnixTimeMilliseconds()} {Number(point.Value)} {point.Step}\n");
                count++;
            }
        }

        return count;
    }

    private static void WriteTexts(IReadOnlyDictionary<string, string> texts, string folder, List<string> renamed)
    {
        var names = new MlflowNames();
        Directory.CreateDirectory(folder);
        foreach (var (key, value) in texts)
        {
            using var writer = Writer(folder, key, names, renamed);
            writer.Write(value);
        }
    }

    private static int WriteFiles(Store store, RunRecord run, string folder, List<string> renamed)
    {
        var names = new MlflowNames();
        var files = store.Artifacts(run.Id);
        Directory.CreateDirectory(folder);
        foreach (var file in files)
        {
            using var target = File.Create(Made(folder, file.Name, names, renamed));
            store.CopyArtifact(run.Id, file.Name, target);
        }

        return files.Count;
    }

    private static StreamWriter Writer(string folder, string name, MlflowNames names, List<string> renamed) =>
        new(Made(folder, name, names, renamed), append: false, new UTF8Encoding(false));

    private static string Made(string folder, string name, MlflowNames names, List<string> renamed)
    {
        var safe = names.PathOf(name);
        if (safe != name)
        {
            renamed.Add($"{name} -> {safe}");
        }

        var path = Path.Combine(folder, safe);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    // JSON is YAML: every value stands in it as JSON, so that no text ends its line or becomes something else.
    internal static void WriteYaml(string folder, (string Key, object? Value)[] values)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(
            Path.Combine(folder, "meta.yaml"),
            string.Concat(values.Select(v => $"{v.Key}: {JsonSerializer.Serialize(v.Value)}\n")),
            new UTF8Encoding(false));
    }

    private static string Number(double value) => value switch
    {
        double.NaN => "nan",
        double.PositiveInfinity => "inf",
        double.NegativeInfinity => "-inf",
        _ => value.ToString("R"),
    };
}
