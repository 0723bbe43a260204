using System.Security.Cryptography;
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
    private readonly RunStart start;
    private RunWriter? run;

    private EvaluationRecord(Store store, RunStart start, int uses)
    {
        this.store = store;
        this.start = start;
        Uses = uses;
    }

    /// <summary>Finished evaluations of these rows before this one.</summary>
    public int Uses { get; }

    /// <summary>The run's id, once it has begun.</summary>
    public string Run => Running.Id;

    /// <summary>Where its report belongs.</summary>
    public string Report => Path.Combine(store.ArtifactFolder, "reports", Run + ".html");

    private RunWriter Running => run ?? throw new InvalidOperationException("The run has not begun.");

    /// <summary>Opens the store and counts the evaluations of these rows; nothing is recorded yet.</summary>
    public static EvaluationRecord Open(JudgedSystemOptions how, Predictions rows)
    {
        var store = Store.Open(how.Store, how.Artifacts);
        var experiment = $"evaluate/{rows.Data.Name}";
        var digest = Digest(rows);
        // Whatever the file is called: renaming it makes no new rows.
        var uses = store.List(new RunFilter { Tag = (RowsTag, digest), Status = RunStatus.Finished, Limit = 50_000 }).Runs.Count;
        return new EvaluationRecord(store, new RunStart { Experiment = experiment, Name = $"evaluate {rows.Name}", First = new RunBatch { Tags = new Dictionary<string, string> { [RowsTag] = digest } } }, uses);
    }

    // Of the truth in its order: predictions of another system for the same rows look at the same rows.
    private static string Digest(Predictions rows)
    {
        var data = rows.Data;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var truth in data.Target.Span)
        {
            // Classes by name: whoever reads the file may count the other one as positive.
            hash.AppendData(data.Classes.Count > 0 ? Encoding.UTF8.GetBytes(data.Classes[(int)truth] + "\n") : BitConverter.GetBytes(truth));
        }

        return $"{Convert.ToHexStringLower(hash.GetHashAndReset())}/{rows.Count}";
    }

    /// <summary>Begins the run, when all that was typed has been checked.</summary>
    public void Begin() => run = store.Start(start);

    /// <summary>Keeps the outcome and the report, and ends the run.</summary>
    public void Finish(EvaluationOutcome outcome, string report, IReadOnlyList<string> words)
    {
        Running.LogDocument("evaluation.json", outcome);
        Running.LogArtifact("report.html", s => s.Write(Encoding.UTF8.GetBytes(report)));
        Running.LogMetrics([.. outcome.Metrics.Select(m => new MetricPoint(m.Key, m.Value.Value))]);
        Running.LogTag("assay.verdict", outcome.Verdict);
        Running.LogTag("assay.command", string.Join(' ', words.Select(RunText.Shown)));
        Running.Finish();
    }

    /// <summary>Ends the run with what went wrong.</summary>
    public void Fail(string fault) => Running.Fail(fault);

    /// <inheritdoc/>
    public void Dispose()
    {
        run?.Dispose();
        store.Dispose();
    }
}
