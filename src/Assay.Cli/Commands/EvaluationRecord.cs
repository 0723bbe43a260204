using System.Text;
using Assay.Evaluation;
using Assay.Evaluation.Suite;
using Assay.Tracking;

namespace Assay.Cli.Commands;

/// <summary>An evaluation in the store: counted by the rows it looked at, so that a test set used again and again is known.</summary>
internal sealed class EvaluationRecord : IDisposable
{
    private const string RowsTag = "assay.evaluated-rows";
    private readonly Store store;
    private readonly RunWriter run;

    private EvaluationRecord(Store store, RunWriter run, int uses)
    {
        this.store = store;
        this.run = run;
        Uses = uses;
    }

    /// <summary>Finished evaluations of these rows before this one.</summary>
    public int Uses { get; }

    /// <summary>The run's id.</summary>
    public string Run => run.Id;

    /// <summary>Where its report belongs.</summary>
    public string Report => Path.Combine(store.ArtifactFolder, "reports", run.Id + ".html");

    /// <summary>Begins a run and counts those before it.</summary>
    public static EvaluationRecord Open(JudgedSystemOptions how, Predictions rows)
    {
        var store = Store.Open(how.Store, how.Artifacts);
        var experiment = $"evaluate/{rows.Data.Name}";
        var digest = $"{rows.Data.Fingerprint.Unordered}/{rows.Count}";
        var uses = store.List(new RunFilter { Experiment = experiment, Status = RunStatus.Finished, Limit = 50_000 }).Runs.Count(r => r.Tags.GetValueOrDefault(RowsTag) == digest);
        var run = store.Start(new RunStart { Experiment = experiment, Name = $"evaluate {rows.Name}", First = new RunBatch { Tags = new Dictionary<string, string> { [RowsTag] = digest } } });
        return new EvaluationRecord(store, run, uses);
    }

    /// <summary>Keeps the outcome and the report, and ends the run.</summary>
    public void Finish(EvaluationOutcome outcome, string report, IReadOnlyList<string> words)
    {
        run.LogDocument("evaluation.json", outcome);
        run.LogArtifact("report.html", s => s.Write(Encoding.UTF8.GetBytes(report)));
        run.LogMetrics([.. outcome.Metrics.Select(m => new MetricPoint(m.Key, m.Value.Value))]);
        run.LogTag("assay.verdict", outcome.Verdict);
        run.LogTag("assay.command", string.Join(' ', words.Select(RunText.Quoted)));
        run.Finish();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        run.Dispose();
        store.Dispose();
    }
}
