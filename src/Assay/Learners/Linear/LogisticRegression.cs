using Assay.Data;

namespace Assay.Learners.Linear;

/// <summary>Logistic regression for two or more classes: probabilities from linear scores, squared weights penalised.</summary>
/// <remarks>
/// Settings and features: see <see cref="LinearLearner"/>. Source: Hastie, Tibshirani and Friedman, The Elements of Statistical
/// Learning, 2nd edition, section 4.4.
/// </remarks>
[Named("logistic-regression")]
public sealed class LogisticRegression : LinearLearner
{
    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Space =>
    [
        new("numbers", 0, 0) { Choices = ["linear", "splines"] },
        new("knots", 4, 16) { Whole = true, Logarithmic = true },
        new("maximum-levels", 10, 200) { Whole = true, Logarithmic = true },
        new("minimum-rows", 2, 50) { Whole = true, Logarithmic = true },
    ];

    /// <inheritdoc/>
    public override string? Refuses(Dataset data) =>
        data.Task == LearningTask.Regression ? "Logistic regression predicts classes; ridge-regression predicts numbers." : null;
}
