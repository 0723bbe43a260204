using Assay.Data;

namespace Assay.Learners.Baselines;

/// <summary>The smoothed mean label of each cell of a column.</summary>
internal sealed class CellAnswers
{
    private const double Smoothing = 5;

    /// <summary>Learns from the training rows that count, by position in the sample.</summary>
    public CellAnswers(Sample train, ColumnCells cells, Func<int, bool> counts)
    {
        var task = train.Data.Task;
        var target = train.Target();
        var weights = LabelSummary.Weights(train);
        var place = cells.Bind(train.Data);
        var total = new double[train.Data.Outputs];
        var totalWeight = 0.0;
        var sums = Enumerable.Range(0, cells.Count).Select(_ => new double[train.Data.Outputs]).ToArray();
        var rows = new double[cells.Count];
        for (var i = 0; i < target.Length; i++)
        {
            if (counts(i))
            {
                var cell = place(train.Rows[i]);
                LabelSummary.Add(sums[cell], task, target[i], weights[i]);
                rows[cell] += weights[i];
                LabelSummary.Add(total, task, target[i], weights[i]);
                totalWeight += weights[i];
            }
        }

        Answers = sums;
        for (var cell = 0; cell < sums.Length; cell++)
        {
            for (var output = 0; output < total.Length; output++)
            {
                var prior = totalWeight > 0 ? total[output] / totalWeight : 0;
                sums[cell][output] = (sums[cell][output] + (Smoothing * prior)) / (rows[cell] + Smoothing);
            }

            LabelSummary.Settle(sums[cell], task);
        }
    }

    /// <summary>One prediction a cell.</summary>
    public double[][] Answers { get; }
}
