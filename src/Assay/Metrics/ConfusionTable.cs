namespace Assay.Metrics;

/// <summary>Weighted counts of rows by true and predicted class: everything that label metrics need.</summary>
public sealed class ConfusionTable
{
    private readonly double[] cells;
    private readonly double[] truths;
    private readonly double[] predictions;

    internal ConfusionTable(int classes, double[] cells)
    {
        (Classes, this.cells) = (classes, cells);
        (truths, predictions) = (new double[classes], new double[classes]);
        for (var cell = 0; cell < cells.Length; cell++)
        {
            truths[cell / classes] += cells[cell];
            predictions[cell % classes] += cells[cell];
            Total += cells[cell];
            Right += cell / classes == cell % classes ? cells[cell] : 0;
        }
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Weight of all rows.</summary>
    public double Total { get; }

    /// <summary>Weight of the rows predicted right.</summary>
    public double Right { get; }

    /// <summary>Weight of rows of class <paramref name="truth"/> predicted as <paramref name="predicted"/>.</summary>
    public double this[int truth, int predicted] => cells[(truth * Classes) + predicted];

    /// <summary>Counts rows.</summary>
    /// <param name="truth">Class of each row, 0 to <paramref name="classes"/> - 1; length n.</param>
    /// <param name="predicted">Predicted class of each row; length n.</param>
    /// <param name="classes">Number of classes, present or not.</param>
    /// <param name="weights">Length n, at least 0; empty when every row counts the same.</param>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    /// <exception cref="AssayException"><c>data.label-unknown</c>, <c>data.no-rows</c>, <c>data.weight-…</c>.</exception>
    public static ConfusionTable Of(ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted, int classes, ReadOnlySpan<double> weights = default)
    {
        if (truth.Length != predicted.Length)
        {
            throw new ArgumentException($"truth has {truth.Length} rows but predicted has {predicted.Length}.");
        }

        Door.CheckRows(truth.Length);
        Door.Weights(weights, truth.Length);
        var cells = new double[classes * classes];
        for (var i = 0; i < truth.Length; i++)
        {
            if ((uint)truth[i] >= (uint)classes || (uint)predicted[i] >= (uint)classes)
            {
                throw new AssayException(
                    "data.label-unknown", $"A class lies between 0 and {classes - 1}; row {i} has truth {truth[i]} and prediction {predicted[i]}.");
            }

            cells[(truth[i] * classes) + predicted[i]] += weights.IsEmpty ? 1 : weights[i];
        }

        return new ConfusionTable(classes, cells);
    }

    /// <summary>Weight of true rows of a class.</summary>
    public double Truths(int label) => truths[label];

    /// <summary>Weight of rows predicted as a class.</summary>
    public double Predictions(int label) => predictions[label];

    /// <summary>Share of rows predicted right, from 0 to 1.</summary>
    public double Accuracy => Right / Total;

    /// <summary>Mean over the classes present in truth of the share of their rows predicted right.</summary>
    public double BalancedAccuracy
    {
        get
        {
            var (sum, present) = (0.0, 0);
            for (var k = 0; k < Classes; k++)
            {
                if (truths[k] > 0)
                {
                    sum += this[k, k] / truths[k];
                    present++;
                }
            }

            return sum / present;
        }
    }

    /// <summary>Classes present in truth.</summary>
    public int ClassesPresent => truths.Count(t => t > 0);

    /// <summary>Correlation of truth and prediction, -1 to 1; 0 when either is constant.</summary>
    /// <remarks>Source: Matthews, BBA 405, 1975; more classes: Gorodkin, Computational Biology and Chemistry 28, 2004.</remarks>
    public double Correlation
    {
        get
        {
            var (cross, truthSquares, predictionSquares) = (0.0, 0.0, 0.0);
            for (var k = 0; k < Classes; k++)
            {
                cross += truths[k] * predictions[k];
                truthSquares += truths[k] * truths[k];
                predictionSquares += predictions[k] * predictions[k];
            }

            var square = Total * Total;
            var (truthSpread, predictionSpread) = (square - truthSquares, square - predictionSquares);
            // A constant side leaves rounding of the order of the last bit.
            return truthSpread <= 1e-14 * square || predictionSpread <= 1e-14 * square
                ? 0
                : ((Right * Total) - cross) / Math.Sqrt(truthSpread * predictionSpread);
        }
    }

    /// <summary>Agreement beyond chance: 1 perfect, 0 chance; NaN when chance agreement is already 1.</summary>
    /// <param name="power">0 counts any disagreement the same, 1 by |i - j|, 2 by its square (classes in order).</param>
    /// <remarks>Source: Cohen, Educational and Psychological Measurement 20, 1960; weighted: Psychological Bulletin 70, 1968.</remarks>
    public double Kappa(int power = 0)
    {
        var (seen, expected) = (0.0, 0.0);
        for (var i = 0; i < Classes; i++)
        {
            for (var j = 0; j < Classes; j++)
            {
                var cost = power == 0 ? (i == j ? 0 : 1) : Math.Pow(Math.Abs(i - j), power);
                seen += cost * this[i, j];
                expected += cost * truths[i] * predictions[j] / Total;
            }
        }

        return expected == 0 ? double.NaN : 1 - (seen / expected);
    }

    /// <summary>Precision, recall, F and Jaccard of one class.</summary>
    /// <param name="label">The class.</param>
    /// <param name="beta">How many times recall counts as much as precision in F.</param>
    /// <param name="whenUndefined">The value of 0/0; NaN keeps it undefined, scikit-learn takes 0.</param>
    public LabelScores Of(int label, double beta = 1, double whenUndefined = double.NaN) =>
        LabelScores.From(this[label, label], predictions[label], truths[label], (beta, whenUndefined));

    /// <summary>Precision, recall, F and Jaccard over classes.</summary>
    /// <param name="average">How classes are put together.</param>
    /// <param name="beta">How many times recall counts as much as precision in F.</param>
    /// <param name="whenUndefined">The value of 0/0 in a class; NaN makes the average NaN.</param>
    public LabelScores Over(Average average, double beta = 1, double whenUndefined = double.NaN)
    {
        if (average == Average.Micro)
        {
            return LabelScores.From(Right, Total, Total, (beta, whenUndefined));
        }

        double[] weights = average == Average.Weighted ? truths : [.. Enumerable.Repeat(1.0, Classes)];
        return LabelScores.Mean([.. Enumerable.Range(0, Classes).Select(k => Of(k, beta, whenUndefined))], weights);
    }
}
