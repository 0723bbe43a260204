using Assay.Data;

namespace Assay.Learners.Simple;

/// <summary>Label sums, weights and rows of each bin of one feature; the last bin is for missing values.</summary>
internal sealed class CellSums
{
    /// <summary>Adds up these rows.</summary>
    public CellSums(BinnedSample table, int feature, int[] rows, LearningTask task)
    {
        Bins = table.CountOf(feature);
        Outputs = table.Prior.Length;
        Sums = new double[(Bins + 1) * Outputs];
        Weights = new double[Bins + 1];
        Rows = new int[Bins + 1];
        var bins = table.Bins[feature];
        // Labels are taken from the mean, so that sums of squares keep their digits.
        var offset = task == LearningTask.Regression ? table.Prior[0] : 0;
        foreach (var row in rows)
        {
            var bin = bins[row];
            LabelSummary.Add(Sums.AsSpan(bin * Outputs, Outputs), task, table.Labels[row] - offset, table.Weights[row]);
            Weights[bin] += table.Weights[row];
            Rows[bin]++;
        }
    }

    /// <summary>Bins without the one for missing values.</summary>
    public int Bins { get; }

    /// <summary>Numbers a label.</summary>
    public int Outputs { get; }

    /// <summary>Weighted sums of labels, bin after bin.</summary>
    public double[] Sums { get; }

    /// <summary>Weights by bin.</summary>
    public double[] Weights { get; }

    /// <summary>Rows by bin.</summary>
    public int[] Rows { get; }

    /// <summary>Bins by their mean label; with several classes by the share of the most frequent class.</summary>
    public int[] ByMean()
    {
        var leading = 0;
        var most = double.NegativeInfinity;
        for (var output = 0; output < Outputs; output++)
        {
            var sum = 0.0;
            for (var bin = 0; bin <= Bins; bin++)
            {
                sum += Sums[(bin * Outputs) + output];
            }

            (leading, most) = sum > most ? (output, sum) : (leading, most);
        }

        return [.. Enumerable.Range(0, Bins).OrderBy(b => Weights[b] > 0 ? Sums[(b * Outputs) + leading] / Weights[b] : double.PositiveInfinity).ThenBy(b => b)];
    }
}
