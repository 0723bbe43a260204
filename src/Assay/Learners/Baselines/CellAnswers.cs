using Assay.Data;

namespace Assay.Learners.Baselines;

/// <summary>The smoothed mean label of each cell of a column, over all training rows or some.</summary>
internal sealed class CellAnswers
{
    private const double Smoothing = 5;

    private readonly LearningTask task;
    private readonly int outputs;
    private readonly int cells;

    /// <summary>Looks up the cell of every training row once.</summary>
    public CellAnswers(Sample train, ColumnCells column)
    {
        task = train.Data.Task;
        outputs = train.Data.Outputs;
        cells = column.Count;
        Target = train.Target();
        Weights = LabelSummary.Weights(train);
        Cells = Array.ConvertAll(train.Rows, new Converter<int, int>(column.Bind(train.Data)));
    }

    /// <summary>The label of each row of the sample.</summary>
    public double[] Target { get; }

    /// <summary>The weight of each row of the sample.</summary>
    public double[] Weights { get; }

    /// <summary>The cell of each row of the sample.</summary>
    public int[] Cells { get; }

    /// <summary>One prediction a cell, learnt from the rows that count, by position in the sample.</summary>
    public double[][] Of(Func<int, bool> counts)
    {
        var total = new double[outputs];
        var totalWeight = 0.0;
        var sums = Enumerable.Range(0, cells).Select(_ => new double[outputs]).ToArray();
        var rows = new double[cells];
        for (var i = 0; i < Target.Length; i++)
        {
            if (counts(i))
            {
                LabelSummary.Add(sums[Cells[i]], task, Target[i], Weights[i]);
                rows[Cells[i]] += Weights[i];
                LabelSummary.Add(total, task, Target[i], Weights[i]);
                totalWeight += Weights[i];
            }
        }

        for (var cell = 0; cell < sums.Length; cell++)
        {
            for (var output = 0; output < total.Length; output++)
            {
                var prior = totalWeight > 0 ? total[output] / totalWeight : 0;
                sums[cell][output] = (sums[cell][output] + (Smoothing * prior)) / (rows[cell] + Smoothing);
            }

            LabelSummary.Settle(sums[cell], task);
        }

        return sums;
    }
}
