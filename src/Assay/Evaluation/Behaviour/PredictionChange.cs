using Assay.Data;
using Assay.Evaluation.Checks;
using Assay.Evaluation.Perturbations;
using Assay.Evaluation.Report;

namespace Assay.Evaluation.Behaviour;

/// <summary>When two predictions of a row count as different.</summary>
internal sealed class PredictionChange
{
    /// <summary>The setting that says how much is too much.</summary>
    public static readonly CheckSetting Setting = new("tolerance", "how far a prediction may move: a probability by so much, a value by this share of the target's standard deviation (a score: of the scores'); at least 0. A change of class always counts", "0.05");

    // Sums in another order differ in the last bits; that is no change.
    private const double Rounding = 1e-9;

    private readonly Predictions predictions;
    private readonly bool hasClasses;
    private readonly double scale;

    /// <summary>Takes the tolerance from the settings.</summary>
    public PredictionChange(Predictions predictions, CheckSettings settings)
    {
        this.predictions = predictions;
        hasClasses = predictions.Data.Task != LearningTask.Regression && predictions.Kind != PredictionKind.Score;
        scale = hasClasses ? 1 : ScaleOf(predictions);
        Tolerance = Math.Max(Rounding, settings.Number(Setting.Name, 0.05, 0)) * scale;
    }

    /// <summary>How far a number may move, in its own unit.</summary>
    public double Tolerance { get; }

    /// <summary>What counts as a change, for a method's text.</summary>
    public string Words => hasClasses
        ? $"a prediction changes when its class does, or a probability by more than {Figures.Number(Tolerance)}"
        : $"a prediction changes when it moves by more than {Figures.Number(Tolerance)}";

    /// <summary>The unit in which numbers are compared: 1 for probabilities, the target's standard deviation for values, the scores' own for scores.</summary>
    public static double ScaleOf(Predictions predictions)
    {
        if (predictions.Data.Task != LearningTask.Regression && predictions.Kind != PredictionKind.Score)
        {
            return 1;
        }

        var deviation = NumberFacts.Of(predictions.Data.Task == LearningTask.Regression ? predictions.Data.Target.Span : predictions.Predicted).Deviation;
        // One row, or a target that never differs, has no scale of its own.
        return deviation > 0 ? deviation : 1;
    }

    /// <summary>The largest move of any of the row's numbers.</summary>
    public static double Size(ReadOnlySpan<double> before, ReadOnlySpan<double> after)
    {
        var largest = 0.0;
        for (var i = 0; i < before.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(after[i] - before[i]));
        }

        return largest;
    }

    /// <summary>Whether the two differ by more than is allowed.</summary>
    public bool Breaks(ReadOnlySpan<double> before, ReadOnlySpan<double> after)
    {
        var size = Size(before, after);
        return size > Tolerance || (hasClasses && size > Rounding && Predictions.LabelOf(before) != Predictions.LabelOf(after));
    }

    /// <summary>Whether the two differ by more than rounding.</summary>
    public bool Differs(ReadOnlySpan<double> before, ReadOnlySpan<double> after) => Size(before, after) > Rounding * Math.Max(1, scale);

    /// <summary>A row that broke, with its cells.</summary>
    public CounterExample Example(string row, IReadOnlyList<CellChange> changes, ReadOnlySpan<double> before, ReadOnlySpan<double> after) =>
        new(row, changes, PredictionText.Of(predictions, before), PredictionText.Of(predictions, after));
}
