using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Assay.Data;
using Assay.Development.Report;
using Assay.Evaluation;
using Assay.Evaluation.Models;
using Assay.Learners;
using Assay.Tracking;

namespace Assay.Development;

/// <summary>Records one development run as it goes, and gives an interrupted one its finished candidates back.</summary>
internal sealed class RunRecorder : IDisposable
{
    private const string OutOfFoldFile = "out-of-fold.bin";
    private const string TrialFile = "trial.json";
    private const string OutcomeFile = "outcome.json";
    private const string KeyTag = "assay.resume-key";

    private readonly Workbench workbench;
    private readonly RunWriter run;
    private readonly DevelopOptions options;
    private readonly RunEnvironment environment;
    private readonly Dictionary<string, string> finished;

    private RunRecorder(Workbench workbench, RunWriter run, DevelopOptions options, RunEnvironment environment)
    {
        this.workbench = workbench;
        this.run = run;
        this.options = options;
        this.environment = environment;
        finished = workbench.Store.Children(run.Id)
            .Where(c => c.Status == RunStatus.Finished)
            .GroupBy(c => c.Name)
            .ToDictionary(c => c.Key, c => c.First().Id, StringComparer.Ordinal);
    }

    /// <summary>Goes on with an interrupted run of the same table, options and program, or starts a new one.</summary>
    public static RunRecorder Begin(Workbench workbench, Dataset data, DevelopOptions options, IReadOnlyList<string> command)
    {
        var environment = RunEnvironment.Capture();
        var key = KeyOf(data, options, environment);
        var interrupted = options.Fresh ? null : workbench.Store
            .List(new RunFilter { Experiment = Experiment(data), Status = RunStatus.Interrupted })
            .Runs.FirstOrDefault(r => r.Tags.GetValueOrDefault(KeyTag) == key);
        var run = interrupted is not null ? workbench.Store.Resume(interrupted.Id) : workbench.Store.Start(new RunStart
        {
            Experiment = Experiment(data),
            Name = $"develop {data.Name}",
            Seed = options.Seed,
            Threads = options.Threads,
            Command = command,
            Code = CodeVersion.Capture(Environment.CurrentDirectory),
            Environment = environment,
            First = new RunBatch { Tags = Tags(key), Parameters = Parameters(data, options) },
        });
        if (interrupted is null)
        {
            run.LogInput(new RunInput(data.Name, data.Fingerprint.Ordered) { Rows = data.Fingerprint.Rows, Schema = data.Fingerprint.Schema });
        }

        return new RunRecorder(workbench, run, options, environment);
    }

    /// <summary>The run's id.</summary>
    public string Id => run.Id;

    /// <summary>Candidates that an interrupted run had finished.</summary>
    public int Kept => finished.Count;

    /// <summary>The candidate as an interrupted run finished it, or null.</summary>
    public Trial? Restore(Candidate candidate)
    {
        if (!finished.TryGetValue(candidate.Name, out var id))
        {
            return null;
        }

        var saved = workbench.Store.ReadDocument<SavedTrial>(id, TrialFile);
        if (saved.Result.Learner != candidate.Learner.Name || !saved.Result.Settings.OrderBy(s => s.Key, StringComparer.Ordinal).SequenceEqual(candidate.Settings.Values))
        {
            return null;
        }

        var octets = workbench.Store.ReadArtifact(id, OutOfFoldFile);
        var fit = new CrossFit
        {
            OutOfFold = MemoryMarshal.Cast<byte, double>(octets).ToArray(),
            Models = [],
            FitTimes = [.. saved.FitSeconds.Select(TimeSpan.FromSeconds)],
            Refit = new Settings(saved.Refit),
            Curve = saved.Curve,
        };
        return new Trial(candidate, fit, saved.Result);
    }

    /// <summary>Records a candidate that ended, well or not, as a run of its own. One that is not for this table was never run.</summary>
    public void Record(Trial trial)
    {
        if (trial.Result.Refused is not null || IsKept(trial))
        {
            return;
        }

        using var child = run.Child(new RunStart { Name = trial.Result.Name, Seed = options.Seed, Threads = options.Threads, First = Batch(trial) });
        if (trial.Fit is not { } fit)
        {
            child.Fail(trial.Result.Error ?? "no result");
            return;
        }

        child.LogArtifact(OutOfFoldFile, file => file.Write(MemoryMarshal.AsBytes<double>(fit.OutOfFold)));
        child.LogDocument(TrialFile, new SavedTrial(trial.Result, fit.Refit.Values, [.. fit.FitTimes.Select(t => t.TotalSeconds)], fit.Curve));
        child.Finish();
    }

    // An ensemble is made again when a run goes on; where it came out as it was recorded, once is enough.
    private bool IsKept(Trial trial) => trial.Members.Count > 0 && finished.TryGetValue(trial.Result.Name, out var id)
        && workbench.Store.ReadDocument<SavedTrial>(id, TrialFile).Result.Score == trial.Result.Score;

    /// <summary>Writes model folder, report and outcome, and ends the run.</summary>
    public Outcome Finish(Outcome outcome, Dataset data, FinishedModel final)
    {
        var model = Path.Combine(workbench.Artifacts, "models", run.Id);
        var report = Path.Combine(workbench.Artifacts, "reports", run.Id + ".html");
        outcome = outcome with { Run = run.Id, Model = model, Report = report };
        var files = PackagedModel.Pack(Schema(outcome, data, final), final.Model);
        Folder.WriteAtomically(model, files.ToDictionary(f => f.Key, f => (Action<Stream>)(s => s.Write(f.Value))), ExistingFolder.Replace);
        var page = Encoding.UTF8.GetBytes(HtmlReport.Render(outcome, options.Clock.GetUtcNow()));
        Folder.WriteFile(report, s => s.Write(page));
        run.LogArtifact("report.html", s => s.Write(page));
        run.LogDocument(OutcomeFile, outcome);
        run.LogArtifact(RunPredictions.File, s => PredictionCsv.Write(s, final.Test));
        run.LogMetrics([.. outcome.Champion.Test.Select(t => new MetricPoint("test/" + t.Key, t.Value.Value)), new MetricPoint("model-bytes", files.Values.Sum(f => (long)f.Length))]);
        run.LogTag("assay.champion", outcome.Champion.Name);
        run.LogTag("assay.verdict", outcome.Verdict);
        run.Finish();
        return outcome;
    }

    /// <summary>The recorded outcome of a finished run.</summary>
    /// <exception cref="AssayException">The run has none.</exception>
    public static Outcome Outcome(Store store, string run) => store.ReadDocument<Outcome>(run, OutcomeFile);

    /// <summary>Ctrl-C: what is recorded stays.</summary>
    public void Interrupted() => run.Interrupt("interrupted by the user");

    /// <summary>The run ended with an error; a full disk is none of its own, and the same command goes on when there is room again.</summary>
    public void Failed(Exception failure)
    {
        if (failure is AssayException { Code: "store.disk-full" })
        {
            run.Interrupt(failure.Message);
        }
        else
        {
            run.Fail(failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => run.Dispose();

    private static string Experiment(Dataset data) => $"develop/{data.Name}";

    private static Dictionary<string, string> Tags(string key) => new()
    {
        [KeyTag] = key,
        ["assay.folder"] = Environment.CurrentDirectory,
    };

    private static Dictionary<string, string> Parameters(Dataset data, DevelopOptions options)
    {
        var parameters = new Dictionary<string, string>
        {
            ["target"] = data.TargetName,
            ["task"] = data.Task.ToString().ToLowerInvariant(),
            ["budget-seconds"] = Plain(options.Budget.TotalSeconds),
            ["trials"] = Plain(options.Trials),
            ["leaks"] = options.Leaks.ToString().ToLowerInvariant(),
        };
        Add(parameters, "positive", data.Task == LearningTask.Binary ? data.Classes[1] : null);
        Add(parameters, "metric", options.Metric?.Name);
        Add(parameters, "margin", options.Margin is { } margin ? Plain(margin) : null);
        Add(parameters, "split", options.Split);
        Add(parameters, "test-fold", options.TestFold);
        Add(parameters, "keep", options.Keep.Count > 0 ? string.Join(", ", options.Keep) : null);
        Add(parameters, "rules", options.Rules.Count > 0 ? string.Join(" | ", options.Rules) : null);
        return parameters;
    }

    private static void Add(Dictionary<string, string> parameters, string name, string? value)
    {
        if (value is not null)
        {
            parameters[name] = value;
        }
    }

    private static string Plain(double value) => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);

    // Everything a candidate's out-of-fold predictions follow from; the test fold file counts by content.
    private static string KeyOf(Dataset data, DevelopOptions options, RunEnvironment environment)
    {
        var text = new StringBuilder(environment.Assay);
        text.Append('|').Append(data.Fingerprint.Ordered).Append('|').Append(data.Fingerprint.Schema).Append('|').Append(options.Seed).Append('|').Append(options.Threads);
        // The order of the classes says which one is positive.
        text.AppendJoin('|', data.Classes).Append('|');
        text.AppendJoin('|', data.Schema.Select(c => $"{c.Name}:{c.Kind}:{c.Role}"));
        text.AppendJoin('|', Parameters(data, options).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}"));
        if (options.TestFold is { } fold && fold.LastIndexOf(':') is > 0 and var colon && File.Exists(fold[..colon]))
        {
            text.Append(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(fold[..colon]))));
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static RunBatch Batch(Trial trial)
    {
        var result = trial.Result;
        var points = new List<MetricPoint>
        {
            new("fit-seconds", result.FitSeconds),
            new("predict-microseconds-per-row", result.PredictMicrosecondsPerRow),
            new("model-bytes", result.ModelBytes),
            new("steps-per-row", result.StepsPerRow),
            new("memory-bytes", result.PeakMemoryBytes),
            new("score", result.Score.Value),
            new("score-low", result.Score.Low),
            new("score-high", result.Score.High),
        };
        points.AddRange(result.FoldScores.Select((s, fold) => new MetricPoint("fold-score", s, fold)));
        points.AddRange((trial.Fit?.Curve ?? []).Select((s, round) => new MetricPoint("curve", s, round + 1)));
        return new RunBatch
        {
            Parameters = result.Settings,
            Metrics = points,
            Tags = new Dictionary<string, string> { ["assay.phase"] = trial.Candidate.Phase, ["assay.learner"] = result.Learner },
        };
    }

    private ModelSchema Schema(Outcome outcome, Dataset data, FinishedModel final) => new()
    {
        Name = outcome.Champion.Name,
        Learner = final.Model.Learner,
        Phase = outcome.Champion.Phase,
        Task = outcome.Task,
        Classes = data.Classes,
        Columns = data.Schema,
        Fingerprint = data.Fingerprint,
        Metric = outcome.Metric,
        Test = outcome.Champion.Test,
        Settings = final.Settings.Values,
        Seed = outcome.Seed,
        Threads = outcome.Threads,
        Run = run.Id,
        Environment = new Dictionary<string, string>
        {
            ["assay"] = environment.Assay,
            ["runtime"] = environment.Runtime,
            ["system"] = environment.System,
            ["processor"] = environment.Processor,
        },
        ResidualQuantiles = final.ResidualQuantiles,
    };

    private sealed record SavedTrial(CandidateResult Result, IReadOnlyDictionary<string, string> Refit, double[] FitSeconds, IReadOnlyList<double> Curve);
}
