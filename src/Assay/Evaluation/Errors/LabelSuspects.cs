using Assay.Evaluation.Rows;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Evaluation.Errors;

/// <summary>Rows whose label is probably wrong, and how many would look so if no label were.</summary>
/// <param name="Rows">Suspected rows, the least believable label first, with the class the model believes in.</param>
/// <param name="Expected">How many rows would be suspected on average if every label were drawn from the model's own probabilities.</param>
/// <param name="Excess">Share of rows suspected beyond that, with its interval.</param>
/// <remarks>
/// A row is suspected when a class other than its label has a probability of at least the mean among rows of that class. Source: Northcutt, Jiang
/// and Chuang, Journal of Artificial Intelligence Research 70, 2021 (confident learning). The expectation takes the probabilities as right, so
/// calibrate first; they must come from a model that did not learn on these rows.
/// </remarks>
internal sealed record LabelSuspects(IReadOnlyList<(int Row, int Believed)> Rows, double Expected, Interval Excess)
{
    private const int Draws = 200;

    /// <summary>Looks for them.</summary>
    /// <param name="rows">Rows of two or more classes with probabilities.</param>
    /// <param name="seed">The seed of the labels drawn.</param>
    public static LabelSuspects Of(JudgedRows rows, ulong seed)
    {
        var (probabilities, classes) = (rows.Probabilities(), Math.Max(2, rows.Outputs));
        int[] labels = [.. rows.Truth.Select(t => (int)t)];
        var found = Find(probabilities, labels, classes);
        double[] drawn = [.. Enumerable.Range(0, Draws).Select(i => (double)Find(probabilities, Draw(probabilities, classes, SeededRandom.For(seed, "labels", i)), classes).Count).Order()];
        double Beyond(double expected) => (found.Count - expected) / rows.Count;
        var tail = (1 - rows.Design.Level) / 2;
        return new(
            [.. found.OrderBy(f => probabilities[(f.Row * classes) + labels[f.Row]])],
            Sums.Mean(drawn),
            new Interval(Beyond(Sums.Mean(drawn)), Beyond(Quantiles.Linear(drawn, 1 - tail)), Beyond(Quantiles.Linear(drawn, tail)), "labels drawn from the probabilities") { Level = rows.Design.Level });
    }

    private static List<(int Row, int Believed)> Find(double[] probabilities, int[] labels, int classes)
    {
        var (sums, counts) = (new double[classes], new int[classes]);
        for (var row = 0; row < labels.Length; row++)
        {
            sums[labels[row]] += probabilities[(row * classes) + labels[row]];
            counts[labels[row]]++;
        }

        var found = new List<(int, int)>();
        for (var row = 0; row < labels.Length; row++)
        {
            var best = -1;
            for (var k = 0; k < classes; k++)
            {
                var p = probabilities[(row * classes) + k];
                best = counts[k] > 0 && p >= sums[k] / counts[k] && (best < 0 || p > probabilities[(row * classes) + best]) ? k : best;
            }

            if (best >= 0 && best != labels[row])
            {
                found.Add((row, best));
            }
        }

        return found;
    }

    private static int[] Draw(double[] probabilities, int classes, SeededRandom random)
    {
        var labels = new int[probabilities.Length / classes];
        for (var row = 0; row < labels.Length; row++)
        {
            var left = random.NextDouble();
            var k = 0;
            for (; k < classes - 1 && left >= probabilities[(row * classes) + k]; k++)
            {
                left -= probabilities[(row * classes) + k];
            }

            labels[row] = k;
        }

        return labels;
    }
}
