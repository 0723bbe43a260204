using Assay.Evaluation.Rows;
using Assay.Metrics;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Evaluation.Paradox;

/// <summary>The difference of two models by a metric that is no mean over rows, over all rows and within strata.</summary>
/// <param name="By">The strata.</param>
/// <param name="Total">First less second over all rows, in the sense that more is better.</param>
/// <param name="Within">The mean over strata of first less second, weighted by rows.</param>
/// <param name="Differences">First less second in each stratum; NaN where the metric is undefined.</param>
/// <param name="P">p value of both being there with opposite signs (the larger of both); 1 when the signs agree.</param>
/// <remarks>Such a metric may prefer one model in every stratum and the other over all rows. p values are normal, with the deviation of bootstrap draws.</remarks>
internal sealed record MetricTurn(Strata By, Interval Total, Interval Within, IReadOnlyList<double> Differences, double P)
{
    private const int Draws = 200;
    private const int LeastRows = 30;

    /// <summary>Whether over all rows and within strata different models are better.</summary>
    public bool Turns => Math.Sign(Total.Value) * Math.Sign(Within.Value) < 0;

    /// <summary>Whether in every stratum another model is better than over all rows.</summary>
    public bool TurnsEverywhere => Differences.Where(d => !double.IsNaN(d)).All(d => Math.Sign(d) * Math.Sign(Total.Value) < 0);

    /// <summary>The comparison; null when fewer than two strata can be measured. Intervals are drawn only where the signs differ.</summary>
    public static MetricTurn? Of(Metric metric, (JudgedRows First, JudgedRows Second) models, Strata by, BootstrapOptions options)
    {
        var all = by.Rows();
        var names = Enumerable.Range(0, all.Length).Where(s => all[s].Length >= LeastRows).ToArray();
        var strata = Array.ConvertAll(names, s => all[s]);
        var differences = new double[by.Names.Count];
        Array.Fill(differences, double.NaN);
        for (var k = 0; k < strata.Length; k++)
        {
            differences[names[k]] = Better(metric, models.First.At(strata[k]), models.Second.At(strata[k]));
        }

        var measured = strata.Where((_, k) => !double.IsNaN(differences[names[k]])).ToArray();
        if (measured.Length < 2)
        {
            return null;
        }

        double Mean() => names.Where(s => !double.IsNaN(differences[s])).Zip(measured, (s, rows) => differences[s] * rows.Length).Sum() / measured.Sum(r => r.Length);
        var (total, within) = (Better(metric, models.First, models.Second), Mean());
        if (!(Math.Sign(total) * Math.Sign(within) < 0))
        {
            return new(by, Plain(total), Plain(within), differences, 1);
        }

        var few = options with { Draws = Draws };
        var drawnTotal = Bootstrap.Draws(Prepared(metric, models, [[.. Enumerable.Range(0, by.Of.Length)]]), by.Of.Length, few);
        var drawnWithin = Bootstrap.Draws(Prepared(metric, models, measured), by.Of.Length, few);
        var (one, two) = (Around(total, drawnTotal, options.Level), Around(within, drawnWithin, options.Level));
        return new(by, one.Interval, two.Interval, differences, Math.Max(one.P, two.P));
    }

    private static double Better(Metric metric, JudgedRows first, JudgedRows second) =>
        (metric.LargerIsBetter ? 1 : -1) * (metric.Measure(first.Scored()).Value - metric.Measure(second.Scored()).Value);

    private static WeightedScore Prepared(Metric metric, (JudgedRows First, JudgedRows Second) models, int[][] strata)
    {
        var sign = metric.LargerIsBetter ? 1 : -1;
        var scores = strata.Select(rows =>
        {
            var (first, second) = (models.First.At(rows), models.Second.At(rows));
            return (rows, First: metric.Prepare(first.Truth, first.Predicted, first.Outputs), Second: metric.Prepare(second.Truth, second.Predicted, second.Outputs));
        }).ToArray();
        return weights =>
        {
            var (sum, all) = (0.0, 0.0);
            foreach (var (rows, first, second) in scores)
            {
                var own = new double[rows.Length];
                for (var i = 0; i < own.Length; i++)
                {
                    own[i] = weights[rows[i]];
                }

                sum += rows.Length * sign * (first(own) - second(own));
                all += rows.Length;
            }

            return sum / all;
        };
    }

    private static (Interval Interval, double P) Around(double value, double[] draws, double level)
    {
        double[] defined = [.. draws.Where(d => !double.IsNaN(d))];
        var error = Math.Sqrt(TwoSamples.Variance(defined));
        var half = Tails.NormalOfLevel(level) * error;
        return (new Interval(value, value - half, value + half, "normal, deviation by bootstrap") { Level = level }, defined.Length < 2 || error == 0 ? 1 : Tails.NormalTwoSided(value / error));
    }

    private static Interval Plain(double value) => new(value, double.NaN, double.NaN, "no interval drawn");
}
