using System.Xml.Linq;
using Assay.Evaluation.Comparing;
using Assay.Evaluation.Report;
using Assay.Statistics;

namespace Assay.Cli.Rendering;

/// <summary>A comparison as JUnit XML: the verdict, each slice and each cost a test case. What cannot be told is skipped with its sentence.</summary>
internal static class ComparisonJUnit
{
    /// <summary>The document.</summary>
    public static string Write(Comparison comparison) => JUnit.Document($"assay compare {comparison.First} {comparison.Second}", double.NaN, Suites(comparison));

    private static XElement[] Suites(Comparison comparison) =>
    [
        JUnit.Suite("assay.compare", [JUnit.Case("assay.compare", $"{comparison.Main.Metric} is not worse", comparison.Verdict, comparison.Main.Decision switch
        {
            Decision.Worse => "failure",
            Decision.CannotTell => "skipped",
            _ => null,
        })]),
        JUnit.Suite("assay.slices", [.. comparison.Slices.Select(s => JUnit.Case("assay.slices", s.Slice, $"gain {Figures.Gain(s.Gain)} over {Figures.Count(s.Rows)} rows, {ComparisonPage.Word(s.State)}", Otherwise(s.State)))]),
        JUnit.Suite("assay.costs", [.. comparison.Costs.Select(c => JUnit.Case("assay.costs", c.Limit.ToString(), $"growth {ComparisonPage.Growth(c)}, {ComparisonPage.Word(c.State)}", Otherwise(c.State)))]),
    ];

    private static string? Otherwise(LimitState state) => state switch
    {
        LimitState.Exceeded => "failure",
        LimitState.CannotTell => "skipped",
        _ => null,
    };
}
