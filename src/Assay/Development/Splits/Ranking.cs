using Assay.Metrics;

namespace Assay.Development.Splits;

/// <summary>How well numbers rank or fit a target, with an answer also where the metric has none.</summary>
internal static class Ranking
{
    private static readonly RSquared explained = new();

    /// <summary>Area under the ROC curve of one column of predictions for one class; 0.5 when a class is missing.</summary>
    /// <param name="truth">Class of each row, length n.</param>
    /// <param name="predicted">n x outputs.</param>
    /// <param name="column">Which output is the score, and which class is positive.</param>
    public static double Area(double[] truth, double[] predicted, (int Outputs, int Column, int Positive) column) =>
        SortedScores.Area(truth, predicted, column) is var area && double.IsNaN(area) ? 0.5 : area;

    /// <summary>Share of the variance explained, at most 1; below 0 when worse than the mean; 0 where nothing varies.</summary>
    public static double Explained(double[] truth, double[] predicted) =>
        truth.Max() == truth.Min() ? 0 : explained.Measure(new Scored(truth, predicted, 1, [])).Value;
}
