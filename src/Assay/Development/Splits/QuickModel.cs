using Assay.Data;
using Assay.Learners;

namespace Assay.Development.Splits;

/// <summary>The one small model that questions about splits and leaks are asked with: boosted trees, few and coarse.</summary>
internal static class QuickModel
{
    private static readonly Settings coarse = Settings.Default
        .With("learning-rate", 0.1).With("leaves", 15).With("maximum-bins", 63).With("words", 50);

    /// <summary>Predictions for the folds' validation rows from models that had not seen them. Laid out as <see cref="CrossFit.OutOfFold"/>.</summary>
    /// <exception cref="OperationCanceledException">The budget or the user ended the fit.</exception>
    public static double[] OutOfFold(Dataset data, IReadOnlyList<Fold> folds, FitOptions options) =>
        Catalogue<Learner>.Find("boosted-trees").CrossFit(data, folds, options with { Settings = coarse.With("trees", Rounds(data)) }).OutOfFold;

    // Sixty rounds, fewer where every round grows one tree a class.
    private static int Rounds(Dataset data) => Math.Clamp(240 / data.Outputs, 10, 60);
}
