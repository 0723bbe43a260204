using Assay.Data;
using Assay.Evaluation.Checks;

namespace Assay.Evaluation.Behaviour;

/// <summary>Holds numbers before and after against what an expectation says of the prediction.</summary>
internal sealed class ExpectedDirection
{
    private readonly Expectation expectation;
    private readonly int label;
    private readonly int outputs;

    /// <summary>Finds the class and the tolerance.</summary>
    /// <exception cref="AssayException"><c>suite.class-unknown</c>.</exception>
    public ExpectedDirection(CheckContext context, CheckSettings settings, Expectation expectation)
    {
        this.expectation = expectation;
        var data = context.Predictions.Data;
        outputs = data.Outputs;
        label = expectation.Class is { } name ? SuiteNames.Class(data, settings.Check, name)
            : data.Task != LearningTask.Multiclass ? data.Classes.Count - 1
            : throw new AssayException("suite.class-unknown", $"The expectation \"{expectation.Text}\" must say of which class: {string.Join(", ", data.Classes)}.");
        Tolerance = expectation.Within ?? (settings.Number("tolerance", 0.01, 0) * PredictionChange.ScaleOf(context.Predictions));
    }

    /// <summary>How far the wrong way is accepted, in the prediction's own unit.</summary>
    public double Tolerance { get; }

    /// <summary>The number that is meant: the class's probability, or the value.</summary>
    public double Of(ReadOnlySpan<double> numbers) => outputs > 1 ? numbers[label] : label == 0 ? 1 - numbers[0] : numbers[0];

    /// <summary>How far the step goes the wrong way; what is above the tolerance breaks.</summary>
    public double Wrong(double before, double after) => expectation.Effect switch
    {
        ExpectedEffect.NotUp or ExpectedEffect.Down => after - before,
        ExpectedEffect.NotDown or ExpectedEffect.Up => before - after,
        _ => Math.Abs(after - before),
    };

    /// <summary>Whether the step breaks what is said. A prediction that must rise or fall may not stand still from end to end.</summary>
    public bool Breaks(double before, double after, bool whole) =>
        Wrong(before, after) > Tolerance + 1e-12 || (whole && (expectation.Effect is ExpectedEffect.Up or ExpectedEffect.Down) && Wrong(before, after) >= 0);
}
