using Assay.Cli.Rendering;
using CsCheck;

namespace Assay.Tests.Cli.Rendering;

public class MarkdownPageTests
{
    [Fact]
    public void Two_classes() => Approved.Matches(MarkdownPage.Write(SampleOutcomes.Binary(), "assay runs reproduce 20260314-092653-7f3a"));

    [Fact]
    public void A_time_split_with_a_certain_leak() => Approved.Matches(MarkdownPage.Write(SampleOutcomes.Regression(), "assay runs reproduce 20260314-092653-7f3a"));

    [Fact]
    public void Text_of_the_data_becomes_neither_markup_nor_a_cell()
    {
        var page = MarkdownPage.Write(SampleOutcomes.Awkward(3, 2), "");
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain(" [link]", page, StringComparison.Ordinal);
        var rows = page.Split('\n').SkipWhile(l => !l.StartsWith("| column |", StringComparison.Ordinal)).TakeWhile(l => l.StartsWith('|')).ToList();
        Assert.Equal(4, rows.Count);
        Assert.All(rows, row => Assert.Equal(7, row.Replace("\\|", "", StringComparison.Ordinal).Count(c => c == '|')));
    }

    [Fact]
    public void Whatever_the_text_no_line_is_added() =>
        Gen.String.Sample(
            text => MarkdownPage.Write(SampleOutcomes.Awkward(3, 4, $"any {text}"), text).Split('\n').Length == MarkdownPage.Write(SampleOutcomes.Awkward(3, 4, "plain"), text.Length > 0 ? "again" : "").Split('\n').Length,
            iter: 60);
}
