using Assay.Data;

namespace Assay.Learners;

/// <summary>What the labels of some rows say by themselves: the answer of a model that looks at no feature.</summary>
internal static class LabelSummary
{
    /// <summary>The weight of every row, ones when the table has no weights. Length: rows of the sample.</summary>
    public static double[] Weights(Sample rows)
    {
        var weights = rows.Weights();
        if (weights.Length == 0)
        {
            weights = new double[rows.Count];
            Array.Fill(weights, 1);
        }

        return weights;
    }

    /// <summary>The weighted share of the positive class, the share of every class, or the mean. Length: outputs.</summary>
    public static double[] Mean(Sample rows)
    {
        var weights = LabelSummary.Weights(rows);
        var target = rows.Target();
        var sums = new double[rows.Data.Outputs];
        var all = weights.Sum();
        for (var i = 0; i < target.Length; i++)
        {
            var weight = all > 0 ? weights[i] / all : 1.0 / target.Length;
            Add(sums, rows.Data.Task, target[i], weight);
        }

        Settle(sums, rows.Data.Task);
        return sums;
    }

    /// <summary>Adds one label to sums by output.</summary>
    public static void Add(Span<double> sums, LearningTask task, double label, double weight)
    {
        if (task == LearningTask.Multiclass)
        {
            sums[(int)label] += weight;
        }
        else
        {
            sums[0] += weight * label;
        }
    }

    /// <summary>The smallest value at or below which half of the weight lies.</summary>
    public static double Median(Sample rows)
    {
        var target = rows.Target();
        var weights = Weights(rows);
        Array.Sort(target, weights);
        var half = weights.Sum() / 2;
        var sum = 0.0;
        for (var i = 0; i < target.Length; i++)
        {
            sum += weights[i];
            if (sum >= half)
            {
                // Half exactly: the middle between the two values around it, as usual for an even number of rows.
                return sum == half && i + 1 < target.Length ? (target[i] + target[i + 1]) / 2 : target[i];
            }
        }

        return target[^1];
    }

    /// <summary>Loss of one prediction: log loss with probabilities kept 1e-9 away from 0 and 1, or squared error.</summary>
    public static double Loss(ReadOnlySpan<double> predicted, LearningTask task, double label) => task switch
    {
        LearningTask.Regression => (predicted[0] - label) * (predicted[0] - label),
        LearningTask.Binary => -Math.Log(Math.Clamp(label == 1 ? predicted[0] : 1 - predicted[0], 1e-9, 1)),
        _ => -Math.Log(Math.Clamp(predicted[(int)label], 1e-9, 1)),
    };

    /// <summary>Makes up for rounding: a probability in [0, 1], or probabilities that sum to 1.</summary>
    public static void Settle(Span<double> predicted, LearningTask task)
    {
        if (task == LearningTask.Binary)
        {
            predicted[0] = Math.Clamp(predicted[0], 0, 1);
        }
        else if (task == LearningTask.Multiclass)
        {
            var sum = 0.0;
            foreach (var share in predicted)
            {
                sum += share;
            }

            foreach (ref var share in predicted)
            {
                share = sum > 0 ? share / sum : 1.0 / predicted.Length;
            }
        }
    }
}
