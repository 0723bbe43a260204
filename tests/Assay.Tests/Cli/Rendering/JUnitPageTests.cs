using System.Xml.Linq;
using Assay.Cli.Rendering;
using Assay.Development;

namespace Assay.Tests.Cli.Rendering;

public class JUnitPageTests
{
    [Fact]
    public void Two_classes() => Approved.Matches(JUnitPage.Write(SampleOutcomes.Binary()));

    [Fact]
    public void A_time_split_with_a_certain_leak() => Approved.Matches(JUnitPage.Write(SampleOutcomes.Regression()));

    [Fact]
    public void A_certain_leak_that_was_kept_fails()
    {
        var outcome = SampleOutcomes.Regression();
        outcome = outcome with { Leaks = [outcome.Leaks[0] with { Dropped = false }] };
        var failed = XDocument.Parse(JUnitPage.Write(outcome)).Descendants("failure").Select(f => (string)f.Parent!.Attribute("name")!);
        Assert.Equal(["no certain leak is left in", "1 arithmetic-identity: casual + registered"], failed);
    }

    [Fact]
    public void A_champion_no_better_than_the_baseline_fails()
    {
        var outcome = SampleOutcomes.Binary();
        outcome = outcome with { Champion = outcome.Champion with { GainOverBaseline = new(0.01, -0.01, 0.03, "paired bootstrap") } };
        var page = XDocument.Parse(JUnitPage.Write(outcome));
        Assert.Equal("1", (string?)page.Root!.Attribute("failures"));
        Assert.Single(page.Descendants("failure"));
    }

    [Fact]
    public void Awkward_text_stays_well_formed_and_every_case_has_a_name_of_its_own()
    {
        var names = XDocument.Parse(JUnitPage.Write(SampleOutcomes.Awkward())).Descendants("testcase")
            .Select(c => (string)c.Attribute("classname")! + (string)c.Attribute("name")!).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
    }
}
