namespace Assay.Metrics;

/// <summary>Precision, recall and what is made of them, each from 0 to 1.</summary>
/// <param name="Precision">Share of predicted rows that are right.</param>
/// <param name="Recall">Share of true rows that are found.</param>
/// <param name="F">Weighted harmonic mean of both. Source: van Rijsbergen, Information Retrieval, 1979.</param>
/// <param name="Jaccard">Right rows over rows that are true or predicted.</param>
public readonly record struct LabelScores(double Precision, double Recall, double F, double Jaccard)
{
    internal static LabelScores From(double right, double predicted, double truths, (double Beta, double WhenUndefined) rule)
    {
        var square = rule.Beta * rule.Beta;
        double Ratio(double part, double whole) => whole > 0 ? part / whole : rule.WhenUndefined;
        return new(
            Ratio(right, predicted),
            Ratio(right, truths),
            Ratio((1 + square) * right, predicted + (square * truths)),
            Ratio(right, predicted + truths - right));
    }

    internal static LabelScores Mean(IReadOnlyList<LabelScores> scores, IReadOnlyList<double> weights)
    {
        var total = weights.Sum();
        double Of(Func<LabelScores, double> part) =>
            scores.Select((s, k) => weights[k] == 0 ? 0 : weights[k] * part(s)).Sum() / total;
        return new(Of(s => s.Precision), Of(s => s.Recall), Of(s => s.F), Of(s => s.Jaccard));
    }
}
