using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Evaluation.Slices;

/// <summary>Compares the loss of a slice's rows with that of all others.</summary>
internal sealed class SliceMeasure
{
    private const double Level = 0.95;

    private readonly SliceTable table;
    private readonly bool[] inside;

    public SliceMeasure(SliceTable table)
    {
        this.table = table;
        inside = new bool[table.Rows];
        IsZeroOne = table.Weights.Length == 0 && table.IsZeroOne;
        Whole = MeanOf(Group(false));
    }

    /// <summary>Whether losses are 0 and 1, so that means are shares of rows.</summary>
    public bool IsZeroOne { get; }

    /// <summary>The mean loss of all rows.</summary>
    public Interval Whole { get; }

    /// <summary>Means and their difference, and the standard error of the difference.</summary>
    public (Interval Inside, Interval Outside, Interval Difference, double Error) Compare(int[] rows)
    {
        Array.Clear(inside);
        foreach (var row in rows)
        {
            inside[row] = true;
        }

        var (first, second) = (Group(true), Group(false));
        return (MeanOf(first), MeanOf(second), DifferenceOf(first, second), Math.Sqrt(first.Variance + second.Variance));
    }

    /// <summary>The weight of the rows in slices last compared, as a share of all.</summary>
    public double WeightShare()
    {
        var group = Group(true);
        return group.Weight / (group.Weight + Group(false).Weight);
    }

    private Interval MeanOf(GroupMean group)
    {
        if (group.Rows == 0)
        {
            return Interval.None("there are no rows");
        }

        if (IsZeroOne)
        {
            return Proportion.Wilson(Math.Round(group.Mean * group.Rows), group.Rows, Level);
        }

        return Student(group.Mean, (group.Variance, group.Rows - 1), "student");
    }

    private Interval DifferenceOf(GroupMean first, GroupMean second)
    {
        if (first.Rows == 0 || second.Rows == 0)
        {
            return Interval.None(first.Rows == 0 ? "the slice has no rows" : "the slice holds every row");
        }

        var difference = first.Mean - second.Mean;
        if (IsZeroOne)
        {
            // Source: Newcombe, Statistics in Medicine 17, 1998, method 10.
            var (a, b) = (MeanOf(first), MeanOf(second));
            var low = difference - Math.Sqrt(Square(a.Value - a.Low) + Square(b.High - b.Value));
            var high = difference + Math.Sqrt(Square(a.High - a.Value) + Square(b.Value - b.Low));
            return new Interval(difference, low, high, "newcombe") { Level = Level };
        }

        var (v, w) = (first.Variance, second.Variance);
        var degrees = Square(v + w) / ((v * v / (first.Rows - 1)) + (w * w / (second.Rows - 1)));
        return Student(difference, (v + w, degrees), "welch");
    }

    private static Interval Student(double value, (double Variance, double Degrees) spread, string method)
    {
        if (!(spread.Degrees >= 1) && spread.Variance != 0)
        {
            return new Interval(value, double.NaN, double.NaN, "no interval: a single row") { Level = Level };
        }

        var half = spread.Variance > 0 ? Tails.StudentOfLevel(Level, spread.Degrees) * Math.Sqrt(spread.Variance) : 0;
        return new Interval(value, value - half, value + half, method) { Level = Level };
    }

    // The variance is that of the weighted mean, n / (n - 1) sum w^2 (l - m)^2 / W^2.
    private GroupMean Group(bool which)
    {
        var (rows, weight, sum) = (0, 0.0, 0.0);
        for (var row = 0; row < inside.Length; row++)
        {
            if (inside[row] == which)
            {
                var w = table.Weights.Length == 0 ? 1 : table.Weights[row];
                (rows, weight, sum) = (rows + 1, weight + w, sum + (w * table.Losses[row]));
            }
        }

        var (mean, squares) = (sum / weight, 0.0);
        for (var row = 0; row < inside.Length; row++)
        {
            if (inside[row] == which)
            {
                squares += Square((table.Weights.Length == 0 ? 1 : table.Weights[row]) * (table.Losses[row] - mean));
            }
        }

        return new GroupMean(rows, weight, mean, squares / (weight * weight) * rows / (rows - 1.0));
    }

    private static double Square(double value) => value * value;

    private readonly record struct GroupMean(int Rows, double Weight, double Mean, double Variance);
}
