using System.Xml.Linq;
using Assay.Development;
using Assay.Development.Report;
using Assay.Evaluation.Report;

namespace Assay.Cli.Rendering;

/// <summary>An outcome as JUnit XML: one test case a gate, so that a build shows what held and what did not.</summary>
/// <remarks>A certain leak that was kept, and a champion that does not beat the best baseline, fail.
/// A suspected leak that was kept, and a candidate that was not promoted, are skipped with their sentence: worth reading, nobody's fault.</remarks>
internal static class JUnitPage
{
    /// <summary>The document.</summary>
    public static string Write(Outcome outcome)
    {
        var suites = new[]
        {
            JUnit.Suite("assay.verdict", [Baseline(outcome)]),
            JUnit.Suite("assay.leaks", [NoCertainLeak(outcome), .. outcome.Leaks.Select(Leak)]),
            JUnit.Suite("assay.promotions", [.. outcome.Promotions.Select(Promotion)]),
        };
        return JUnit.Document($"assay develop {outcome.Dataset.Name}", outcome.Budget.UsedSeconds, suites);
    }

    private static XElement Baseline(Outcome outcome)
    {
        var gain = outcome.Champion.GainOverBaseline;
        var sentence = $"{outcome.Champion.Name} against the best baseline without learning on the locked test part: {(gain is null ? Spelled.GainOverBaseline(outcome.Champion) : $"gain {Figures.Gain(gain)}")}.";
        return gain is { Low: > 0 }
            ? JUnit.Case("assay.verdict", "champion beats the best baseline", sentence)
            : JUnit.Case("assay.verdict", "champion beats the best baseline", sentence, "failure");
    }

    private static XElement NoCertainLeak(Outcome outcome)
    {
        var kept = outcome.Leaks.Where(l => l is { Certainty: LeakCertainty.Certain, Dropped: false }).ToList();
        return kept.Count == 0
            ? JUnit.Case("assay.leaks", "no certain leak is left in", "No check is certain that a column in use gives the answer away.")
            : JUnit.Case("assay.leaks", "no certain leak is left in", $"Kept although certain: {string.Join(", ", kept.Select(l => l.Column))}.", "failure");
    }

    private static XElement Leak(LeakFinding leak, int index)
    {
        var name = $"{index + 1} {leak.Kind}: {(leak.Column.Length == 0 ? "rows" : leak.Column)}";
        var sentence = $"{leak.Evidence} {leak.Remedy}";
        return leak.Dropped ? JUnit.Case("assay.leaks", name, $"Left out. {sentence}")
            : JUnit.Case("assay.leaks", name, sentence, leak.Certainty == LeakCertainty.Certain ? "failure" : "skipped");
    }

    private static XElement Promotion(Promotion promotion, int index) => promotion.Promoted
        ? JUnit.Case("assay.promotions", $"{index + 1} {promotion.To} replaces {promotion.From}", promotion.Sentence)
        : JUnit.Case("assay.promotions", $"{index + 1} {promotion.To} replaces {promotion.From}", promotion.Sentence, "skipped");
}
