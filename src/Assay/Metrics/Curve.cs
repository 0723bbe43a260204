using Assay.Numerics;

namespace Assay.Metrics;

/// <summary>Counts at every distinct score, descending: what all curves of a score are made of.</summary>
internal sealed record Curve(double[] Thresholds, double[] FalsePositives, double[] TruePositives)
{
    public double Positives => TruePositives[^1];

    public double Negatives => FalsePositives[^1];

    public static Curve Of(Scored rows)
    {
        Door.Classes(rows);
        Door.OneOutput(rows.Outputs);
        var order = RadixSort.Order(rows.Predicted);
        var (thresholds, falses, trues) = (new List<double>(), new List<double>(), new List<double>());
        var (positives, negatives, any) = (0.0, 0.0, false);
        for (var i = order.Length - 1; i >= 0; i--)
        {
            var weight = rows.Weights.IsEmpty ? 1 : rows.Weights[order[i]];
            any |= weight > 0;
            positives += rows.Truth[order[i]] == 1 ? weight : 0;
            negatives += rows.Truth[order[i]] == 1 ? 0 : weight;
            if (any && (i == 0 || rows.Predicted[order[i - 1]] != rows.Predicted[order[i]]))
            {
                thresholds.Add(rows.Predicted[order[i]]);
                falses.Add(negatives);
                trues.Add(positives);
                any = false;
            }
        }

        return new([.. thresholds], [.. falses], [.. trues]);
    }

    /// <summary>Area under straight lines between points.</summary>
    public static double Trapezoids(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        var area = 0.0;
        for (var i = 1; i < x.Count; i++)
        {
            area += (x[i] - x[i - 1]) * (y[i] + y[i - 1]) / 2;
        }

        return area;
    }
}
