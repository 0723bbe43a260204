using Assay.Data;
using Assay.Evaluation.Checks;
using Assay.Metrics;

namespace Assay.Evaluation.Rows;

/// <summary>Truth and predictions of some rows side by side, with how the rows count.</summary>
/// <param name="Truth">Class index or value, length n.</param>
/// <param name="Predicted">n x <paramref name="Outputs"/>.</param>
/// <param name="Outputs">Numbers a row.</param>
/// <param name="Design">How the rows count.</param>
internal sealed record JudgedRows(double[] Truth, double[] Predicted, int Outputs, RowDesign Design)
{
    /// <summary>All rows of a check.</summary>
    public static JudgedRows Of(CheckContext context) => Of(context, context.Predictions);

    /// <summary>All rows of a check as another system predicts them.</summary>
    public static JudgedRows Of(CheckContext context, Predictions predictions) =>
        new(predictions.Data.Target.ToArray(), predictions.Predicted, predictions.Data.Outputs, RowDesign.Of(context));

    /// <summary>The rows.</summary>
    public int Count => Truth.Length;

    /// <summary>These rows alone.</summary>
    public JudgedRows At(int[] rows)
    {
        return new(Array.ConvertAll(rows, r => Truth[r]), Picked(Predicted, rows, Outputs), Outputs, Design.At(rows));
    }

    /// <summary>The numbers of these rows alone, of n x outputs.</summary>
    public static double[] Picked(double[] predicted, int[] rows, int outputs)
    {
        var picked = new double[rows.Length * outputs];
        for (var i = 0; i < rows.Length; i++)
        {
            predicted.AsSpan(rows[i] * outputs, outputs).CopyTo(picked.AsSpan(i * outputs));
        }

        return picked;
    }

    /// <summary>As metrics read them.</summary>
    public Scored Scored() => new(Truth, Predicted, Outputs, Design.Weights);

    /// <summary>
    /// The probability of one event a row and whether it happened (1 or 0): the positive class of two; of more the predicted class, and whether
    /// it is right.
    /// </summary>
    public (double[] Probability, double[] Happened) Event()
    {
        if (Outputs == 1)
        {
            return (Predicted, Truth);
        }

        var (probability, happened) = (new double[Count], new double[Count]);
        for (var i = 0; i < Count; i++)
        {
            var top = Top(i);
            probability[i] = Predicted[(i * Outputs) + top];
            happened[i] = Truth[i] == top ? 1 : 0;
        }

        return (probability, happened);
    }

    /// <summary>The probability of the predicted class a row and whether it is right (1 or 0).</summary>
    public (double[] Confidence, double[] Right) Confidence()
    {
        if (Outputs > 1)
        {
            return Event();
        }

        return (
            Array.ConvertAll(Predicted, p => Math.Max(p, 1 - p)),
            Array.ConvertAll(Wrong(), wrong => 1 - wrong));
    }

    /// <summary>The most probable class of a row, the first of equals; of one output the positive one from one half on.</summary>
    public int Top(int row)
    {
        if (Outputs == 1)
        {
            return Predicted[row] >= 0.5 ? 1 : 0;
        }

        var numbers = Predicted.AsSpan(row * Outputs, Outputs);
        var best = 0;
        for (var k = 1; k < numbers.Length; k++)
        {
            best = numbers[k] > numbers[best] ? k : best;
        }

        return best;
    }

    /// <summary>n x classes probabilities, also of two classes.</summary>
    public double[] Probabilities()
    {
        if (Outputs > 1)
        {
            return Predicted;
        }

        var both = new double[2 * Predicted.Length];
        for (var row = 0; row < Predicted.Length; row++)
        {
            (both[2 * row], both[(2 * row) + 1]) = (1 - Predicted[row], Predicted[row]);
        }

        return both;
    }

    /// <summary>The loss of each row: the metric's own where it is a mean of losses; otherwise wrong or not for classes and the squared error for values.</summary>
    public (double[] Loss, string Name) Losses(Metric metric, LearningTask task) => metric switch
    {
        MeanLoss own when !own.LargerIsBetter => (own.PerRow(Scored()), own.Name),
        _ when task == LearningTask.Regression => (Array.ConvertAll(Distances(), d => d * d), "squared error"),
        _ => (Wrong(), "error rate"),
    };

    /// <summary>1 for each row whose most probable class is not the true one, otherwise 0.</summary>
    public double[] Wrong()
    {
        var losses = new double[Count];
        for (var row = 0; row < losses.Length; row++)
        {
            losses[row] = Truth[row] == Top(row) ? 0 : 1;
        }

        return losses;
    }

    /// <summary>The probability of each row's true class.</summary>
    public double[] OfTruth()
    {
        var found = new double[Count];
        for (var row = 0; row < found.Length; row++)
        {
            found[row] = Outputs > 1 ? Predicted[(row * Outputs) + (int)Truth[row]] : Truth[row] == 1 ? Predicted[row] : 1 - Predicted[row];
        }

        return found;
    }

    /// <summary>How far the predicted value of each row lies from the true one.</summary>
    public double[] Distances()
    {
        var distances = new double[Count];
        for (var row = 0; row < distances.Length; row++)
        {
            distances[row] = Math.Abs(Truth[row] - Predicted[row]);
        }

        return distances;
    }
}
