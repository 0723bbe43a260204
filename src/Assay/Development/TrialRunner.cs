using System.Diagnostics;
using Assay.Data;
using Assay.Learners;
using Assay.Metrics;
using Assay.Statistics;

namespace Assay.Development;

/// <summary>Tries candidates on the shared folds, all alike, and measures score and cost.</summary>
internal sealed class TrialRunner(Dataset data, Split split, FoldScore score, DevelopOptions options, SharedWork shared)
{
    private const int IntervalDraws = 400;
    private const int TimedRows = 2000;
    private const string CalibrationMetric = "expected-calibration-error";

    /// <summary>What trials are scored by.</summary>
    public FoldScore Score => score;

    /// <summary>Fits the candidate once a fold and scores it; a failure is a result with its error.</summary>
    /// <exception cref="OperationCanceledException">The token ended the trial before it finished; parallel fits wrap it in an <see cref="AggregateException"/>.</exception>
    public Trial Run(Candidate candidate, CancellationToken cancellation)
    {
        if (candidate.Learner.Refuses(data) is { } refusal)
        {
            return new Trial(candidate, null, Unscored(candidate, refusal) with { Refused = refusal });
        }

        var before = Environment.WorkingSet;
        try
        {
            var fit = candidate.Learner.CrossFit(data, split.Folds, Options(candidate, cancellation));
            return Measure(candidate, fit, Math.Max(0, Environment.WorkingSet - before));
        }
        catch (Exception failure) when (!DevelopOptions.IsCancellation(failure) && failure is not OutOfMemoryException)
        {
            // One learner's failure must not end the search: it is kept as the trial's result.
            var error = (failure as AggregateException)?.InnerException?.Message ?? failure.Message;
            return new Trial(candidate, null, Unscored(candidate, error) with { Error = error });
        }
    }

    /// <summary>The options a candidate is fitted with, in folds and on all rows.</summary>
    public FitOptions Options(Candidate candidate, CancellationToken cancellation) => new()
    {
        Settings = candidate.Settings,
        Seed = options.Seed,
        Threads = options.Threads,
        Cancellation = cancellation,
        Shared = shared,
    };

    /// <summary>Scores out-of-fold predictions and measures what the fold models cost.</summary>
    public Trial Measure(Candidate candidate, CrossFit fit, long memory)
    {
        var files = new ModelFiles();
        fit.Models[0].Save(files);
        return new Trial(candidate, fit, Scored(candidate, fit) with
        {
            PredictMicrosecondsPerRow = Time(fit.Models[0]),
            ModelBytes = files.Bytes,
            StepsPerRow = fit.Models[0].StepsPerRow,
            PeakMemoryBytes = memory,
        });
    }

    /// <summary>Scores an ensemble of finished trials; it costs what its members cost together.</summary>
    public Trial Measure(Candidate candidate, CrossFit fit, IReadOnlyList<(Trial Member, double Weight)> members) =>
        new(candidate, fit, Scored(candidate, fit) with
        {
            PredictMicrosecondsPerRow = members.Sum(m => m.Member.Result.PredictMicrosecondsPerRow),
            ModelBytes = members.Sum(m => m.Member.Result.ModelBytes),
            StepsPerRow = members.Sum(m => m.Member.Result.StepsPerRow),
            PeakMemoryBytes = members.Max(m => m.Member.Result.PeakMemoryBytes),
        })
        { Members = members };

    /// <summary>The interval of out-of-fold predictions' score.</summary>
    public Interval Interval(double[] outOfFold) =>
        Bootstrap.Of(score.Weighted(outOfFold), score.Rows.Length, BootstrapFor("score", IntervalDraws));

    private CandidateResult Scored(Candidate candidate, CrossFit fit) => new()
    {
        Name = candidate.Name,
        Learner = candidate.Learner.Name,
        Settings = candidate.Settings.Values,
        Score = Interval(fit.OutOfFold),
        FoldScores = score.Folds(fit.OutOfFold),
        CalibrationError = Calibration(fit.OutOfFold),
        FitSeconds = fit.FitTimes.Sum(t => t.TotalSeconds),
        PredictMicrosecondsPerRow = double.NaN,
        ModelBytes = 0,
    };

    private static CandidateResult Unscored(Candidate candidate, string reason) => new()
    {
        Name = candidate.Name,
        Learner = candidate.Learner.Name,
        Settings = candidate.Settings.Values,
        Score = Statistics.Interval.None(reason),
        FoldScores = [],
        FitSeconds = 0,
        PredictMicrosecondsPerRow = double.NaN,
        ModelBytes = 0,
    };

    /// <summary>Bootstrap options that resample the split's units with the run's seed; fewer draws where the table is large for the budget.</summary>
    /// <param name="purpose">Names the random stream.</param>
    /// <param name="draws">Draws where the table allows them.</param>
    /// <param name="fewest">Draws that are made on any table.</param>
    public BootstrapOptions BootstrapFor(string purpose, int draws, int fewest = 1) => new()
    {
        Draws = Math.Max(fewest, BootstrapDraws.Within(options, score.Rows.Length, draws)),
        Cancellation = options.Cancellation,
        Seed = Numerics.SeededRandom.Derive(options.Seed, purpose),
        Threads = options.Threads,
        Units = score.Units,
        RowWeights = score.RowWeights,
    };

    /// <summary>How much larger the second trial's calibration error is, paired on the same rows.</summary>
    public Interval CalibrationLoss(Trial first, Trial second, int draws)
    {
        var metric = Catalogue<Metric>.Find(CalibrationMetric);
        var one = metric.Prepare(score.Truth, first.Fit!.OutOfFold, data.Outputs);
        var two = metric.Prepare(score.Truth, second.Fit!.OutOfFold, data.Outputs);
        return Bootstrap.Paired(two, one, score.Rows.Length, BootstrapFor("calibration", draws)).Difference;
    }

    /// <summary>The log loss of a trial's out-of-fold predictions.</summary>
    public double LogLoss(Trial trial) => Catalogue<Metric>.Find("log-loss")
        .Measure(new Scored(score.Truth, trial.Fit!.OutOfFold, data.Outputs, score.RowWeights)).Value;

    private double Calibration(double[] outOfFold)
    {
        if (data.Task == LearningTask.Regression)
        {
            return double.NaN;
        }

        return Catalogue<Metric>.Find(CalibrationMetric).Measure(new Scored(score.Truth, outOfFold, data.Outputs, score.RowWeights)).Value;
    }

    private double Time(Model model)
    {
        var rows = new Sample(data, [.. split.Folds[0].Validation.Take(TimedRows)]);
        var predicted = new double[rows.Count * model.Outputs];
        var start = Stopwatch.GetTimestamp();
        model.Predict(rows, predicted);
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / Math.Max(1, rows.Count);
    }
}
