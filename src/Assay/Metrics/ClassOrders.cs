namespace Assay.Metrics;

/// <summary>Sorts the probabilities of many classes in the ways multiclass ranking metrics need.</summary>
internal static class ClassOrders
{
    /// <summary>The one column, class 1 being positive.</summary>
    public static ScoreOrder Binary(Scored rows) => new(rows.Predicted, Labels(rows, 1));

    /// <summary>Each class's column, that class being positive.</summary>
    public static ScoreOrder[] OneAgainstRest(Scored rows)
    {
        var orders = new ScoreOrder[rows.Outputs];
        var column = new double[rows.Count];
        for (var k = 0; k < orders.Length; k++)
        {
            for (var i = 0; i < column.Length; i++)
            {
                column[i] = rows.Predicted[(i * rows.Outputs) + k];
            }

            orders[k] = new ScoreOrder(column, Labels(rows, k));
        }

        return orders;
    }

    /// <summary>All columns together, the true class's being positive.</summary>
    public static ScoreOrder All(Scored rows)
    {
        var (labels, owners) = (new bool[rows.Predicted.Length], new int[rows.Predicted.Length]);
        for (var cell = 0; cell < labels.Length; cell++)
        {
            owners[cell] = cell / rows.Outputs;
            labels[cell] = (int)rows.Truth[owners[cell]] == cell % rows.Outputs;
        }

        return new ScoreOrder(rows.Predicted, labels, owners);
    }

    /// <summary>The column of class <paramref name="positive"/> over the rows of two classes.</summary>
    public static ScoreOrder Pair(Scored rows, ReadOnlySpan<int> owners, int positive)
    {
        var (scores, labels) = (new double[owners.Length], new bool[owners.Length]);
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = rows.Predicted[(owners[i] * rows.Outputs) + positive];
            labels[i] = (int)rows.Truth[owners[i]] == positive;
        }

        return new ScoreOrder(scores, labels, owners);
    }

    private static bool[] Labels(Scored rows, int positive)
    {
        var labels = new bool[rows.Count];
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = rows.Truth[i] == positive;
        }

        return labels;
    }
}
