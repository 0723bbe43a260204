using System.Globalization;
using Assay.Data;
using Assay.Learners;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Development;

/// <summary>Measures score against training size on the shared folds and fits a power law to it.</summary>
internal sealed class LearningCurves(Dataset data, Split split, TrialRunner runner, DevelopOptions options, bool largerIsBetter)
{
    private const int FittedPoints = 25;
    private const double Reach = 4;

    private static readonly double[] shares = [0.1, 0.2, 0.4, 0.7];

    /// <summary>Points of a whole curve, the finished trial among them.</summary>
    public static int MostPoints => shares.Length + 1;

    /// <summary>Counted work of measuring a curve, in reference seconds.</summary>
    public static double Work(Trial trial, Dataset data, Split split) => trial.Members.Count > 0
        ? trial.Members.Sum(m => Work(m.Member, data, split))
        : shares.Sum(share => split.Folds.Sum(f => trial.Candidate.Learner.Work(data, (int)(share * f.Train.Length), trial.Fit!.Refit)));

    /// <summary>The curve of one finished trial; the last point is the trial itself. Ended by the clock, it has fewer points.</summary>
    /// <exception cref="OperationCanceledException">Ctrl-C.</exception>
    public LearningCurve Measure(Trial trial, CancellationToken cancellation)
    {
        var points = new List<CurvePoint>();
        foreach (var share in shares)
        {
            options.Cancellation.ThrowIfCancellationRequested();
            if (cancellation.IsCancellationRequested)
            {
                break;
            }

            if (PointAt(trial, share, cancellation) is { } point)
            {
                points.Add(point);
            }
        }

        points.Add(new CurvePoint(split.Folds.Average(f => f.Train.Length), trial.Result.Score));
        return Fitted(trial.Result.Name, points);
    }

    /// <summary>Whether the runner-up's fitted curve overtakes the champion's, in one sentence.</summary>
    public static string Outlook(LearningCurve champion, LearningCurve runnerUp, bool largerIsBetter)
    {
        var pairs = champion.Fitted.Zip(runnerUp.Fitted).ToArray();
        if (pairs.Length == 0)
        {
            return "Whether the models' curves cross cannot be said: there is no fitted law for both.";
        }

        var sign = largerIsBetter ? 1 : -1;
        var today = champion.Points[^1].Rows;
        if (sign * (runnerUp.Points[^1].Score.Value - champion.Points[^1].Score.Value) > 0)
        {
            return $"{runnerUp.Candidate} is ahead already, by less than its cost and the evidence ask for.";
        }

        foreach (var (one, two) in pairs.Where(p => p.First.Rows > today))
        {
            if (sign * (two.Score.Value - one.Score.Value) > 0)
            {
                var rows = one.Rows.ToString("N0", CultureInfo.InvariantCulture);
                var sure = sign * (two.Score.Value - one.Score.Value) > Half(one.Score) + Half(two.Score) ? "" : ", but the bands overlap";
                return $"With about {rows} training rows {runnerUp.Candidate} would overtake {champion.Candidate}{sure}.";
            }
        }

        var most = pairs[^1].First.Rows.ToString("N0", CultureInfo.InvariantCulture);
        return $"Up to {most} training rows {champion.Candidate} stays ahead of {runnerUp.Candidate}.";
    }

    private static double Half(Interval interval) => (interval.High - interval.Low) / 2;

    private CurvePoint? PointAt(Trial trial, double share, CancellationToken cancellation)
    {
        Fold[] folds = [.. split.Folds.Select((fold, f) => fold with { Train = Part(fold.Train, share, f) })];
        try
        {
            var fit = CrossFit(trial, folds, cancellation);
            return new CurvePoint(folds.Average(f => f.Train.Length), runner.Interval(fit.OutOfFold));
        }
        catch (Exception ended) when (options.EndedByClock(ended))
        {
            return null;
        }
    }

    private CrossFit CrossFit(Trial trial, Fold[] folds, CancellationToken cancellation)
    {
        if (trial.Members.Count == 0)
        {
            return trial.Candidate.Learner.CrossFit(data, folds, runner.Options(trial.Candidate, cancellation));
        }

        var fits = trial.Members.Select(m => (Fit: CrossFit(m.Member, folds, cancellation), m.Weight)).ToArray();
        if (trial.Inputs is not null)
        {
            var top = runner.Options(trial.Candidate with { Settings = Settings.Default }, cancellation);
            return new EnsembleBuilder(data, split, runner.Score, options).Top([.. fits.Select(f => f.Fit.OutOfFold)], top).Fit;
        }

        var mean = new double[fits[0].Fit.OutOfFold.Length];
        foreach (var (fit, weight) in fits)
        {
            for (var i = 0; i < mean.Length; i++)
            {
                mean[i] += weight * fit.OutOfFold[i];
            }
        }

        return fits[0].Fit with { OutOfFold = mean };
    }

    // The newest rows of a time split, random rows otherwise.
    private int[] Part(int[] train, double share, int fold)
    {
        var count = Math.Max(2, (int)(train.Length * share));
        if (split.Kind == SplitKind.Time)
        {
            return [.. train.OrderBy(row => split.Units[row]).ThenBy(row => row).TakeLast(count).Order()];
        }

        var order = (int[])train.Clone();
        SeededRandom.For(options.Seed, "learning-curve", fold).Shuffle<int>(order);
        var part = order[..Math.Min(count, order.Length)];
        Array.Sort(part);
        return part;
    }

    // The law is fitted to what falls with more rows: a loss itself, or one less the score.
    private LearningCurve Fitted(string name, List<CurvePoint> points)
    {
        double[] sizes = [.. points.Select(p => p.Rows)];
        double[] errors = [.. points.Select(p => largerIsBetter ? 1 - p.Score.Value : p.Score.Value)];
        var law = PowerLaw.Fit(sizes, errors, seed: options.Seed);
        var fitted = law.Undefined is null
            ? Enumerable.Range(0, FittedPoints).Select(i => sizes[0] * Math.Pow(Reach * sizes[^1] / sizes[0], i / (FittedPoints - 1.0))).Select(n => new CurvePoint(n, AsScore(law.Band(n))))
            : [];
        return new LearningCurve(name, points, [.. fitted], law.ToString());
    }

    private Interval AsScore(Interval error) => largerIsBetter
        ? error with { Value = 1 - error.Value, Low = 1 - error.High, High = 1 - error.Low }
        : error;
}
