using Assay.Data;
using Assay.Statistics;

namespace Assay.Metrics;

/// <summary>A metric of predicted classes: probability at least one half for two classes, the most probable (first of ties) for more.</summary>
public abstract class LabelMetric : Metric
{
    /// <inheritdoc/>
    public override bool LargerIsBetter => true;

    /// <inheritdoc/>
    public override bool Supports(LearningTask task) => task != LearningTask.Regression;

    /// <inheritdoc/>
    public sealed override MetricValue Measure(Scored rows)
    {
        Door.Classes(rows);
        var classes = Math.Max(2, rows.Outputs);
        var cells = new double[classes * classes];
        for (var i = 0; i < rows.Count; i++)
        {
            cells[Cell(rows, i, classes)] += rows.Weights.IsEmpty ? 1 : rows.Weights[i];
        }

        return From(new ConfusionTable(classes, cells));
    }

    /// <inheritdoc/>
    public sealed override WeightedScore Prepare(double[] truth, double[] predicted, int outputs)
    {
        var rows = new Scored(truth, predicted, outputs, []);
        Door.Classes(rows);
        var classes = Math.Max(2, outputs);
        var cellOfRow = new int[rows.Count];
        for (var i = 0; i < cellOfRow.Length; i++)
        {
            cellOfRow[i] = Cell(rows, i, classes);
        }

        return weights => From(Count(cellOfRow, weights, classes)).Value;
    }

    /// <summary>The metric from the counts.</summary>
    protected abstract MetricValue From(ConfusionTable table);

    private static ConfusionTable Count(int[] cellOfRow, ReadOnlySpan<double> weights, int classes)
    {
        var cells = new double[classes * classes];
        for (var i = 0; i < cellOfRow.Length; i++)
        {
            cells[cellOfRow[i]] += weights[i];
        }

        return new ConfusionTable(classes, cells);
    }

    private static int Cell(Scored rows, int row, int classes)
    {
        var label = 0;
        if (rows.Outputs == 1)
        {
            label = rows.Predicted[row] >= 0.5 ? 1 : 0;
        }
        else
        {
            var probabilities = rows.Predicted.Slice(row * rows.Outputs, rows.Outputs);
            for (var k = 1; k < probabilities.Length; k++)
            {
                label = probabilities[k] > probabilities[label] ? k : label;
            }
        }

        return ((int)rows.Truth[row] * classes) + label;
    }
}
