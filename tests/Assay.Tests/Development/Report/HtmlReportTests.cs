using System.Text;
using System.Xml;
using System.Xml.Linq;
using Assay.Development;
using Assay.Development.Report;
using Assay.Evaluation.Report;
using CsCheck;

namespace Assay.Tests.Development.Report;

public class HtmlReportTests
{
    public static TheoryData<string> Samples => [.. All.Keys];

    private static readonly Dictionary<string, Outcome> All = new()
    {
        ["binary"] = SampleOutcomes.Binary(),
        ["regression"] = SampleOutcomes.Regression(),
        ["multiclass"] = SampleOutcomes.Multiclass(),
        ["many classes"] = SampleOutcomes.Multiclass(80),
        ["awkward"] = SampleOutcomes.Awkward(),
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public void Is_well_formed(string sample)
    {
        var page = Parse(HtmlReport.Render(All[sample], SampleOutcomes.Date));
        Assert.Equal("html", page.Root!.Name.LocalName);
    }

    [Fact]
    public void A_learner_that_is_not_for_the_table_is_no_failure()
    {
        var page = Parse(HtmlReport.Render(SampleOutcomes.Binary(), SampleOutcomes.Date));
        Assert.Contains("3 tried, 1 not for this table", page.Root!.Value);
        var row = page.Descendants("tr").Single(r => r.Value.Contains("more than 20,000."));
        Assert.Contains("not for this table", row.Value);
        Assert.DoesNotContain("failed", row.Value);
    }

    [Fact]
    public void Names_the_margin_that_the_smallest_model_is_judged_by()
    {
        Assert.Contains("within the margin of 0.002.", Section(SampleOutcomes.Binary(), "size"));
        Assert.Contains("within the margin of 0.688 (1 % of the best score).", Section(SampleOutcomes.Regression(), "size"));
        Assert.Contains("within the margin.", Section(SampleOutcomes.Binary() with { Margin = null }, "size"));
    }

    [Fact]
    public void Marks_a_count_of_distinct_values_that_is_an_estimate()
    {
        var outcome = SampleOutcomes.Binary();
        var column = outcome.Dataset.Columns[0] with { Distinct = 12_345, DistinctIsEstimate = true };
        Assert.Contains("about 12,300", Section(outcome with { Dataset = outcome.Dataset with { Columns = [column] } }, "columns"));
    }

    [Fact]
    public void One_point_is_no_learning_curve_and_whole_numbers_have_no_decimals()
    {
        var outcome = SampleOutcomes.Binary();
        var curves = outcome.LearningCurves.Select(c => c with { Points = [c.Points[^1]], Fitted = [], Law = "no law: found 1" });
        var section = Section(outcome with { LearningCurves = [.. curves] }, "curves");
        Assert.Contains("the budget ended before a smaller part of the rows was tried", section);
        Assert.DoesNotContain("no law", section);
        Assert.Contains("17 to 90", Section(outcome, "columns"));
        Assert.Contains("1 to 16", Section(outcome, "columns"));
    }

    [Fact]
    public void A_label_beside_a_point_keeps_off_lines_and_other_points()
    {
        var plot = new Plot(ChartSize.Wide, new Axis("", []) { Exactly = (0, 1) }, new Axis("", []) { Exactly = (0, 1) });
        var point = (X: plot.X.At(0.5), Y: plot.Y.At(0.5));
        LabelBox[] front = [LabelBox.Between(point, (plot.Right, point.Y)), LabelBox.Between(point, (point.X, plot.Bottom))];
        var box = LabelBox.Beside(plot, point, "champion", [.. front, LabelBox.Around((point.X, point.Y - 20), 7)]);
        Assert.True(box.Right < point.X);
        Assert.InRange(LabelBox.Beside(plot, (plot.Right, point.Y), "champion, smallest good enough", front).Right, plot.Left, plot.Right);
    }

    private static string Section(Outcome outcome, string id) =>
        Parse(HtmlReport.Render(outcome, SampleOutcomes.Date)).Descendants("section").Single(s => (string?)s.Attribute("id") == id).Value;

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_section_is_named_by_its_heading_and_every_id_is_used_once(string sample)
    {
        var page = Parse(HtmlReport.Render(All[sample], SampleOutcomes.Date));
        var ids = page.Descendants().Select(e => (string?)e.Attribute("id")).OfType<string>().ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        var references = page.Descendants().SelectMany(e => ((string?)e.Attribute("aria-labelledby") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.All(references, r => Assert.Contains(r, ids));
        Assert.Contains(page.Descendants("section"), s => (string?)s.Attribute("id") == "verdict");
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Links_lead_to_sections_that_exist(string sample)
    {
        var page = Parse(HtmlReport.Render(All[sample], SampleOutcomes.Date));
        var ids = page.Descendants().Select(e => (string?)e.Attribute("id")).OfType<string>().ToHashSet();
        Assert.All(page.Descendants("a"), a => Assert.Contains(((string)a.Attribute("href")!)[1..], ids));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Loads_nothing_and_runs_nothing(string sample)
    {
        var page = Parse(HtmlReport.Render(All[sample], SampleOutcomes.Date));
        Assert.Empty(page.Descendants("script"));
        Assert.DoesNotContain(page.Descendants().Attributes(), a => a.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(page.Descendants().Attributes("src"), _ => true);
        Assert.All(page.Descendants().Attributes("href"), a => Assert.True(a.Value.StartsWith('#') || a.Value == "data:,", a.Value));
        Assert.DoesNotContain("url(", page.Descendants("style").Single().Value, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_same_outcome_gives_the_same_bytes() =>
        Assert.Equal(HtmlReport.Render(SampleOutcomes.Binary(), SampleOutcomes.Date), HtmlReport.Render(SampleOutcomes.Binary(), SampleOutcomes.Date));

    [Theory]
    [InlineData(200, 1_000)]
    [InlineData(2_000, 20_000)]
    public void Stays_below_two_megabytes(int candidates, int columns)
    {
        var page = HtmlReport.Render(SampleOutcomes.Awkward(candidates, columns), SampleOutcomes.Date);
        Assert.InRange(Encoding.UTF8.GetByteCount(page), 10_000, HtmlReport.LargestBytes);
        Parse(page);
    }

    [Fact]
    public void Two_hundred_candidates_and_a_thousand_columns_of_ordinary_names_are_all_listed()
    {
        var binary = SampleOutcomes.Binary();
        var wide = binary with
        {
            Dataset = binary.Dataset with { Columns = [.. Enumerable.Range(0, 1_000).Select(i => new Assay.Data.ColumnInfo($"column_{i}", 0, 0) { Reason = "numbers" })] },
            Phases = [new PhaseResult("simple", [.. Enumerable.Range(0, 200).Select(i => SampleOutcomes.Candidate($"learner-{i}-x", SampleOutcomes.Around(0.8 + (i * 0.0001), 0.01)))])],
        };
        var page = HtmlReport.Render(wide, SampleOutcomes.Date);
        Assert.All(Enumerable.Range(0, 1_000), i => Assert.Contains($">column_{i}<", page));
        Assert.All(Enumerable.Range(0, 200), i => Assert.Contains($">learner-{i}-x<", page));
        Assert.True(Encoding.UTF8.GetByteCount(page) <= HtmlReport.LargestBytes);
    }

    [Fact]
    public void Whatever_text_the_data_holds_it_stays_text() =>
        Gen.String.Sample(
            text =>
            {
                var page = Parse(HtmlReport.Render(SampleOutcomes.Awkward(3, 8, text + "<b>&'\""), SampleOutcomes.Date));
                return !page.Descendants("b").Any() && !page.Descendants("script").Any();
            },
            iter: 60);

    [Fact]
    public void The_verdict_comes_first_and_in_full()
    {
        var outcome = SampleOutcomes.Binary();
        var page = Parse(HtmlReport.Render(outcome, SampleOutcomes.Date));
        var first = page.Descendants("section").First();
        Assert.Contains(outcome.Verdict, first.Value, StringComparison.Ordinal);
        Assert.Contains("0.929", first.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void An_undefined_score_is_told_with_its_reason_and_never_as_a_number()
    {
        var page = HtmlReport.Render(SampleOutcomes.Regression(), SampleOutcomes.Date);
        Assert.Contains("a true value is 0", page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
    }

    private static XDocument Parse(string page)
    {
        using var reader = XmlReader.Create(new StringReader(page), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader);
    }
}
