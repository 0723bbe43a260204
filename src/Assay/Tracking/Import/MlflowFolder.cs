using System.Globalization;
using System.Text;

namespace Assay.Tracking.Import;

/// <summary>Reads MLflow's file store: a folder an experiment, in it a folder a run with meta.yaml, metrics, params, tags and artifacts.</summary>
/// <remarks>Source: mlflow/store/tracking/file_store.py, the same from 1.0 to 3.6 in what is read here; metric lines of 3.x may name a data set after the step.</remarks>
internal static class MlflowFolder
{
    private const int LongestLine = 2000;

    /// <summary>The folder of experiments: the one named, or <c>mlruns</c> in it; null when it is neither.</summary>
    internal static string? Root(string path) =>
        new[] { path, Path.Combine(path, "mlruns") }.FirstOrDefault(folder => ExperimentFolders(folder).Any());

    internal static IEnumerable<SourceRun> Read(string root, ImportLog log) =>
        MlflowSource.ParentsFirst([.. ExperimentFolders(root).SelectMany(folder => Experiment(folder, log))]);

    /// <summary>The tags of experiments that are not deleted.</summary>
    internal static IEnumerable<SourceExperiment> Experiments(string root, ImportLog log)
    {
        foreach (var folder in ExperimentFolders(root))
        {
            // What is wrong with the file was told when the runs were read.
            if (MlflowTexts.Yaml(Path.Combine(folder, "meta.yaml"), new ImportLog()) is { } meta && !IsDeleted(meta)
                && MlflowTexts.InFolder(Path.Combine(folder, "tags"), log) is { Count: > 0 } tags)
            {
                yield return new SourceExperiment(NameOf(meta, folder), tags);
            }
        }
    }

    private static bool IsDeleted(Dictionary<string, string> meta) => meta.GetValueOrDefault("lifecycle_stage") == "deleted";

    private static string NameOf(Dictionary<string, string> meta, string folder) => meta.GetValueOrDefault("name") is { Length: > 0 } given ? given : Path.GetFileName(folder);

    private static IEnumerable<string> ExperimentFolders(string folder) => !Directory.Exists(folder) ? [] : Folders(folder)
        .Where(f => Path.GetFileName(f) is not ("models" or ".trash") && File.Exists(Path.Combine(f, "meta.yaml")));

    private static IEnumerable<SourceRun> Experiment(string folder, ImportLog log)
    {
        if (MlflowTexts.Yaml(Path.Combine(folder, "meta.yaml"), log) is not { } meta)
        {
            yield break;
        }

        var name = NameOf(meta, folder);
        foreach (var run in Folders(folder).Where(f => MlflowTexts.IsId(Path.GetFileName(f))))
        {
            if (IsDeleted(meta))
            {
                // Its runs went with it, whatever they say themselves.
                log.Deleted++;
            }
            else if (Run(run, name, log) is { } read)
            {
                yield return read;
            }
        }
    }

    private static SourceRun? Run(string folder, string experiment, ImportLog log)
    {
        var file = Path.Combine(folder, "meta.yaml");
        if (MlflowTexts.Yaml(file, log) is not { } meta)
        {
            return null;
        }

        if (IsDeleted(meta))
        {
            log.Deleted++;
            return null;
        }

        if (MlflowTexts.Time(meta.GetValueOrDefault("start_time")) is not { } started)
        {
            log.Add($"{file}: expected \"start_time\" in milliseconds, found \"{ImportLog.Shown(meta.GetValueOrDefault("start_time", ""))}\".");
            return null;
        }

        var tags = MlflowTexts.InFolder(Path.Combine(folder, "tags"), log);
        var status = meta.GetValueOrDefault("status");
        return new SourceRun
        {
            Id = Path.GetFileName(folder),
            Experiment = experiment,
            Name = meta.GetValueOrDefault("run_name") is { Length: > 0 } name ? name : tags.GetValueOrDefault("mlflow.runName", ""),
            ParentId = tags.GetValueOrDefault("mlflow.parentRunId"),
            Started = started,
            User = meta.GetValueOrDefault("user_id", ""),
            Status = MlflowTexts.Status(status),
            Error = MlflowTexts.Error(status),
            Ended = () => MlflowTexts.Time(meta.GetValueOrDefault("end_time")),
            Texts = () => new RunBatch { Parameters = MlflowTexts.InFolder(Path.Combine(folder, "params"), log), Tags = tags },
            Points = MlflowSource.Named(Path.Combine(folder, "metrics"), log).SelectMany(f => Points(f.Name, f.Path, log)),
            Files = () => MlflowSource.Artifacts(Path.Combine(folder, "artifacts"), log),
            Inputs = [.. Inputs(folder, log)],
        };
    }

    // A run names its data sets, which are kept with the experiment.
    private static IEnumerable<RunInput> Inputs(string folder, ImportLog log)
    {
        var inputs = Path.Combine(folder, "inputs");
        foreach (var input in !Directory.Exists(inputs) ? [] : Folders(inputs))
        {
            var link = MlflowTexts.Yaml(Path.Combine(input, "meta.yaml"), log);
            var id = link?.GetValueOrDefault("source_id") ?? "";
            if (id.Length is > 0 and <= 64 && id.All(char.IsAsciiLetterOrDigit)
                && MlflowTexts.Yaml(Path.Combine(folder, "..", "datasets", id, "meta.yaml"), log) is { } set)
            {
                yield return new RunInput(set.GetValueOrDefault("name", ""), set.GetValueOrDefault("digest", ""))
                {
                    Source = set.GetValueOrDefault("source", ""),
                    Schema = set.GetValueOrDefault("schema") is { Length: > 0 } schema ? schema : null,
                    Profile = set.GetValueOrDefault("profile") is { Length: > 0 } profile ? profile : null,
                    Context = link!.GetValueOrDefault("tags/mlflow.data.context", ""),
                };
            }
        }
    }

    // One line a point: time in milliseconds, value, step; before 1.0 without the step.
    private static IEnumerable<MetricPoint> Points(string key, string path, ImportLog log)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        var number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            var fields = line.Length > LongestLine ? [] : line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var step = 0L;
            if (fields.Length >= 2
                && MlflowTexts.Time(fields[0]) is { } time
                && MlflowTexts.Number(fields[1]) is { } value
                && (fields.Length == 2 || long.TryParse(fields[2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out step)))
            {
                yield return new MetricPoint(key, value, step, time);
            }
            else
            {
                log.Add($"{path}, line {number}: expected \"time value step\", found \"{ImportLog.Shown(line)}\".");
            }
        }
    }

    private static IEnumerable<string> Folders(string folder) => Directory.EnumerateDirectories(
        folder, "*", new EnumerationOptions { AttributesToSkip = FileAttributes.ReparsePoint }).Order(StringComparer.Ordinal);
}
