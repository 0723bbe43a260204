using System.Globalization;
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
            Suite("assay.verdict", [Baseline(outcome)]),
            Suite("assay.leaks", [NoCertainLeak(outcome), .. outcome.Leaks.Select(Leak)]),
            Suite("assay.promotions", [.. outcome.Promotions.Select(Promotion)]),
        };
        var root = new XElement("testsuites", Counts(suites.Elements("testcase").ToList()), suites);
        root.SetAttributeValue("name", $"assay develop {PlainText.Of(outcome.Dataset.Name, 120)}");
        root.SetAttributeValue("time", outcome.Budget.UsedSeconds.ToString("0.###", CultureInfo.InvariantCulture));
        return $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{root}\n".ReplaceLineEndings("\n");
    }

    private static XElement Baseline(Outcome outcome)
    {
        var gain = outcome.Champion.GainOverBaseline;
        var sentence = $"{outcome.Champion.Name} against the best baseline without learning on the locked test part: {(gain is null ? Spelled.GainOverBaseline(outcome.Champion) : $"gain {Figures.Gain(gain)}")}.";
        return gain is { Low: > 0 }
            ? Case("assay.verdict", "champion beats the best baseline", sentence)
            : Case("assay.verdict", "champion beats the best baseline", sentence, "failure");
    }

    private static XElement NoCertainLeak(Outcome outcome)
    {
        var kept = outcome.Leaks.Where(l => l is { Certainty: LeakCertainty.Certain, Dropped: false }).ToList();
        return kept.Count == 0
            ? Case("assay.leaks", "no certain leak is left in", "No check is certain that a column in use gives the answer away.")
            : Case("assay.leaks", "no certain leak is left in", $"Kept although certain: {string.Join(", ", kept.Select(l => l.Column))}.", "failure");
    }

    private static XElement Leak(LeakFinding leak, int index)
    {
        var name = $"{index + 1} {leak.Kind}: {(leak.Column.Length == 0 ? "rows" : leak.Column)}";
        var sentence = $"{leak.Evidence} {leak.Remedy}";
        return leak.Dropped ? Case("assay.leaks", name, $"Left out. {sentence}")
            : Case("assay.leaks", name, sentence, leak.Certainty == LeakCertainty.Certain ? "failure" : "skipped");
    }

    private static XElement Promotion(Promotion promotion, int index) => promotion.Promoted
        ? Case("assay.promotions", $"{index + 1} {promotion.To} replaces {promotion.From}", promotion.Sentence)
        : Case("assay.promotions", $"{index + 1} {promotion.To} replaces {promotion.From}", promotion.Sentence, "skipped");

    private static XElement Case(string suite, string name, string sentence, string? otherwise = null) => new(
        "testcase",
        new XAttribute("classname", suite),
        new XAttribute("name", PlainText.Of(name, 200)),
        otherwise is null ? new XElement("system-out", PlainText.Of(sentence)) : new XElement(otherwise, new XAttribute("message", PlainText.Of(sentence))));

    private static XElement Suite(string name, IReadOnlyCollection<XElement> cases) =>
        new("testsuite", new XAttribute("name", name), Counts(cases), cases);

    private static IEnumerable<XAttribute> Counts(IReadOnlyCollection<XElement> cases) =>
    [
        new("tests", cases.Count),
        new("failures", cases.Count(c => c.Element("failure") is not null)),
        new("skipped", cases.Count(c => c.Element("skipped") is not null)),
        new("errors", 0),
    ];
}
