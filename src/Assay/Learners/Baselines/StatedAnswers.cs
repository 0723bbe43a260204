using Assay.Data;

namespace Assay.Learners.Baselines;

/// <summary>Turns a stated class into probabilities: how often that statement was right on the training rows, and what was true when it was not.</summary>
/// <remarks>
/// Shares are smoothed towards the class shares of all training rows by one row's worth. The stated class always keeps the largest
/// probability, so that the decision stays the one that was stated.
/// </remarks>
internal sealed class StatedAnswers
{
    private readonly Dataset data;
    private readonly double[] prior;
    private readonly double[][] sums;
    private readonly double[] weights;

    /// <summary>No statement seen yet.</summary>
    /// <param name="train">The training rows.</param>
    /// <param name="statements">How many different statements there are; the extra last one is "nothing stated".</param>
    public StatedAnswers(Sample train, int statements)
    {
        data = train.Data;
        prior = LabelSummary.Mean(train);
        sums = [.. Enumerable.Range(0, statements + 1).Select(_ => new double[data.Outputs])];
        weights = new double[statements + 1];
    }

    /// <summary>Counts a row for which this statement (or -1: nothing) was made.</summary>
    public void Add(int statement, double label, double weight)
    {
        var at = statement < 0 ? weights.Length - 1 : statement;
        LabelSummary.Add(sums[at], data.Task, label, weight);
        weights[at] += weight;
    }

    /// <summary>The prediction for this statement: the stated class first, or -1 when the rows alone decide. Length: outputs.</summary>
    public double[] Prediction(int statement, int statedClass)
    {
        var at = statement < 0 ? weights.Length - 1 : statement;
        var predicted = new double[data.Outputs];
        for (var i = 0; i < predicted.Length; i++)
        {
            predicted[i] = (sums[at][i] + prior[i]) / (weights[at] + 1);
        }

        LabelSummary.Settle(predicted, data.Task);
        if (statedClass >= 0 && data.Task == LearningTask.Binary)
        {
            predicted[0] = statedClass == 1 ? Math.Max(predicted[0], 0.5 + Lead) : Math.Min(predicted[0], 0.5 - Lead);
        }
        else if (statedClass >= 0 && data.Task == LearningTask.Multiclass)
        {
            var others = predicted.Where((_, i) => i != statedClass).Max();
            predicted[statedClass] = Math.Max(predicted[statedClass], others + Lead);
            LabelSummary.Settle(predicted, data.Task);
        }

        return predicted;
    }

    // How far the stated class stays ahead.
    private const double Lead = 1e-6;
}
