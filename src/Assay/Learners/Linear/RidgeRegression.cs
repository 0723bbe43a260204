using Assay.Data;

namespace Assay.Learners.Linear;

/// <summary>Least squares with squared weights penalised, on the target or its logarithm.</summary>
/// <remarks>Settings and features: see <see cref="LinearLearner"/>. Source: Hoerl and Kennard, Technometrics 12, 1970.</remarks>
[Named("ridge-regression")]
public sealed class RidgeRegression : LinearLearner
{
    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Space =>
    [
        new("numbers", 0, 0) { Choices = ["linear", "splines"] },
        new("target-transform", 0, 0) { Choices = ["none", "log", "poisson"] },
        new("knots", 4, 24) { Whole = true, Logarithmic = true },
        new("maximum-levels", 10, 200) { Whole = true, Logarithmic = true },
    ];

    /// <inheritdoc/>
    public override string? Refuses(Dataset data) =>
        data.Task == LearningTask.Regression ? null : "Ridge regression predicts numbers; logistic-regression predicts classes.";
}
