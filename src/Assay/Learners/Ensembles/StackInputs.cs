using Assay.Data;

namespace Assay.Learners.Ensembles;

/// <summary>Members' predictions as the columns of a table that a linear model can learn from.</summary>
internal static class StackInputs
{
    // Keeps the logarithm finite; about the resolution of a float.
    private const double Smallest = 1e-7;

    /// <summary>One column a member and output: log odds, log probabilities or the number itself.</summary>
    /// <param name="rows">What was predicted: its rows, in view order and as often as they stand there, are the rows of the table.</param>
    /// <param name="predictions">One array a member, rows x outputs.</param>
    public static Dataset Table(Sample rows, IReadOnlyList<double[]> predictions)
    {
        var data = rows.Data;
        var outputs = data.Outputs;
        var columns = new List<Column>();
        for (var m = 0; m < predictions.Count; m++)
        {
            for (var k = 0; k < outputs; k++)
            {
                columns.Add(new NumberColumn($"member-{m}-{k}", ColumnKind.Number, Column(predictions[m], k, (outputs, data.Task))));
            }
        }

        return data with
        {
            Name = data.Name + " stack",
            Columns = columns,
            Target = rows.Target(),
            Weights = rows.Weights(),
            Schema = [.. columns.Select(c => new ColumnInfo(c.Name, ColumnKind.Number, ColumnRole.Feature))],
        };
    }

    private static double[] Column(double[] predictions, int output, (int Outputs, LearningTask Task) shape)
    {
        var values = new double[predictions.Length / shape.Outputs];
        for (var row = 0; row < values.Length; row++)
        {
            var value = predictions[(row * shape.Outputs) + output];
            values[row] = shape.Task switch
            {
                LearningTask.Regression => value,
                LearningTask.Binary => Math.Log(Math.Max(value, Smallest) / Math.Max(1 - value, Smallest)),
                _ => Math.Log(Math.Max(value, Smallest)),
            };
        }

        return values;
    }
}
