using System.Globalization;
using Assay.Statistics;

namespace Assay.Metrics;

/// <summary>The checks at the door of every metric.</summary>
internal static class Door
{
    // Averages of probabilities may leave [0, 1] by rounding.
    private const double Rounding = 1e-9;

    /// <summary>Lengths line up, there are rows, all numbers are finite, weights are usable.</summary>
    public static void Check(Scored rows)
    {
        if (rows.Outputs < 1 || rows.Predicted.Length != (long)rows.Count * rows.Outputs)
        {
            throw new ArgumentException($"truth has {rows.Count} rows but predicted has {rows.Predicted.Length} numbers of {rows.Outputs} a row.");
        }

        CheckRows(rows.Count);
        Finite(rows.Truth, "truth");
        Finite(rows.Predicted, "prediction");
        Weights(rows.Weights, rows.Count);
    }

    /// <summary>Like <see cref="Check"/>, and truth is a class: 0 or 1 with one output, otherwise one of the columns.</summary>
    public static void Classes(Scored rows)
    {
        Check(rows);
        var classes = Math.Max(2, rows.Outputs);
        for (var i = 0; i < rows.Count; i++)
        {
            var label = rows.Truth[i];
            if (!(label >= 0 && label < classes) || label != Math.Floor(label))
            {
                throw new AssayException(
                    "data.label-unknown",
                    $"Truth must be a class from 0 to {classes - 1} (one probability column a class); row {i} has {Say(label)}. Map the labels to 0, 1, ... first.");
            }
        }
    }

    /// <summary>Like <see cref="Classes"/>, and predictions lie in [0, 1].</summary>
    public static void Probabilities(Scored rows)
    {
        Classes(rows);
        for (var i = 0; i < rows.Predicted.Length; i++)
        {
            if (rows.Predicted[i] is < -Rounding or > 1 + Rounding)
            {
                throw new AssayException(
                    "data.probability-outside",
                    $"A probability lies in [0, 1]; row {i / rows.Outputs} has {Say(rows.Predicted[i])}. Give probabilities, or calibrate the scores first.");
            }
        }
    }

    /// <summary>Like <see cref="Check"/>, and there is one predicted value a row.</summary>
    public static void Values(Scored rows)
    {
        Check(rows);
        OneOutput(rows.Outputs);
    }

    /// <summary>Like <see cref="Values"/>, and truth and prediction reach their smallest allowed values.</summary>
    public static void AtLeast(Scored rows, double truth, double predicted)
    {
        Values(rows);
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows.Truth[i] < truth || rows.Predicted[i] < predicted)
            {
                throw new AssayException(
                    "data.value-outside",
                    $"This metric needs truth {Least(truth)} and predictions {Least(predicted)}; row {i} has {Say(rows.Truth[i])} and {Say(rows.Predicted[i])}.");
            }
        }
    }

    /// <summary>One predicted number a row.</summary>
    public static void OneOutput(int outputs)
    {
        if (outputs != 1)
        {
            throw new ArgumentException($"This metric needs one predicted number a row, not {outputs}.");
        }
    }

    /// <summary>At least one row.</summary>
    public static void CheckRows(int count)
    {
        if (count == 0)
        {
            throw new AssayException("data.no-rows", "There are no rows to measure. Give at least one row.");
        }
    }

    /// <summary>No NaN and no infinity.</summary>
    public static void Finite(ReadOnlySpan<double> values, string name) => Inputs.Finite(values, name);

    /// <summary>As many as rows or none, finite, at least 0, not all 0.</summary>
    public static void Weights(ReadOnlySpan<double> weights, int rows)
    {
        if (weights.IsEmpty)
        {
            return;
        }

        if (weights.Length != rows)
        {
            throw new ArgumentException($"There are {rows} rows but {weights.Length} weights.");
        }

        var any = false;
        for (var i = 0; i < rows; i++)
        {
            if (!(weights[i] >= 0 && double.IsFinite(weights[i])))
            {
                throw new AssayException("data.weight-bad", $"A weight is a finite number of at least 0; row {i} has {Say(weights[i])}.");
            }

            any |= weights[i] > 0;
        }

        if (!any)
        {
            throw new AssayException("data.weight-zero", "All weights are 0, so no row exists. Give at least one row a weight above 0.");
        }
    }

    private static string Least(double smallest) => smallest == 0 ? "of at least 0" : "above 0";

    private static string Say(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
