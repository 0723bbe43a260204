using Assay.Cli.Commands;
using Assay.Cli.Rendering;
using Assay.Development;
using CsCheck;

namespace Assay.Tests.Cli.Rendering;

public class TerminalPageTests
{
    private const string Store = "sqlite:///elsewhere/runs.db";
    private static readonly string[] copied = ["report ", "model ", "run ", "again "];

    [Fact]
    public void Two_classes() => Approved.Matches(Page(SampleOutcomes.Binary(), 120));

    [Fact]
    public void A_time_split_with_a_certain_leak() => Approved.Matches(Page(SampleOutcomes.Regression(), 120));

    [Fact]
    public void Many_classes_without_leaks() => Approved.Matches(Page(SampleOutcomes.Multiclass(), 100));

    [Fact]
    public void A_narrow_terminal() => Approved.Matches(Page(SampleOutcomes.Regression(), 60));

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(140)]
    public void No_line_is_wider_than_the_terminal(int width) =>
        Assert.All(Page(SampleOutcomes.Awkward(), width).Split('\n').Where(l => !copied.Any(l.StartsWith)), line => Assert.True(line.TrimEnd().Length <= width, line));

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    public void What_people_copy_is_in_one_piece_however_narrow_the_terminal(int width)
    {
        var outcome = SampleOutcomes.Binary() with { Report = $"/a/long/{new string('x', 120)}/report.html", Model = "models/with a name", Run = new string('7', 32) };
        var lines = Page(outcome, width).Split('\n');
        Assert.Contains($"report              {outcome.Report}", lines);
        Assert.Contains($"model               {outcome.Model}", lines);
        Assert.Contains($"run                 {outcome.Run}", lines);
        Assert.Contains($"again               assay runs reproduce {outcome.Run} --store {Store}", lines);
    }

    [Fact]
    public void A_random_split_is_called_optimistic_only_where_it_flatters()
    {
        var outcome = SampleOutcomes.Regression();
        var other = outcome with { Split = outcome.Split with { RandomScore = SampleOutcomes.Around(71, 2), Optimism = -1.9 } };
        Assert.Contains("optimism, not skill", Page(outcome, 200), StringComparison.Ordinal);
        Assert.DoesNotContain("optimism, not skill", Page(other, 200), StringComparison.Ordinal);
        Assert.Contains("A random split would not have looked better (-1.9 in rmse).", Page(other, 200), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_left_out_for_the_same_reason_is_one_line()
    {
        var outcome = SampleOutcomes.Binary();
        var late = Enumerable.Range(1, 21).Select(i => $"boosted-trees-{i}: not started, the clock had ended the search");
        var page = Page(outcome with { Budget = outcome.Budget with { LeftOut = ["boosted-trees: ended by the clock", .. late] } }, 140);
        Assert.Contains("left out            ended by the clock: boosted-trees\n", page, StringComparison.Ordinal);
        Assert.Contains("not started, the clock had ended the search (21): boosted-trees-1, boosted-trees-2, boosted-trees-3 and 18 more\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_champion_that_is_the_baseline_has_no_gain_over_it()
    {
        var outcome = SampleOutcomes.Binary();
        var page = Page(outcome with { Champion = outcome.Champion with { Name = "one-rule", Phase = "before-ml", GainOverBaseline = null } }, 100);
        Assert.Contains("gain over baseline  the champion is the best baseline", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_of_the_user_is_shown_with_its_text()
    {
        var outcome = SampleOutcomes.Binary();
        var rule = SampleOutcomes.Candidate("rule-1", SampleOutcomes.Around(0.61, 0.01)) with { Learner = "user-rule", Settings = new Dictionary<string, string> { ["rule"] = "age < 25 => yes" } };
        outcome = outcome with { Phases = [outcome.Phases[0] with { Candidates = [rule] }] };
        Assert.Contains("rule-1: age < 25 => yes", Page(outcome, 100), StringComparison.Ordinal);
        Assert.Contains("rule-1: age &lt; 25 =&gt; yes", MarkdownPage.Write(outcome, ""), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_of_the_data_cannot_command_the_terminal() =>
        Gen.String.Sample(
            text => !Page(SampleOutcomes.Awkward(3, 4, $"\u001b[2J{text}\u0007"), 100).Any(c => c != '\n' && char.IsControl(c)),
            iter: 60);

    [Fact]
    public void Redirected_text_holds_no_escape_sequences_and_a_terminal_gets_colours()
    {
        Assert.DoesNotContain('\u001b', Page(SampleOutcomes.Binary(), 100));
        var writer = new StringWriter();
        TerminalPage.Write(SampleOutcomes.Binary(), TerminalConsole.Over(writer, colour: true, terminal: true, width: 100), "");
        Assert.Contains('\u001b', writer.ToString());
    }

    private static string Page(Outcome outcome, int width)
    {
        var writer = new StringWriter();
        TerminalPage.Write(outcome, TerminalConsole.Over(writer, colour: false, terminal: false, width: width), RunText.Reproduce(outcome.Run, Store, null));
        return string.Join('\n', writer.ToString().ReplaceLineEndings("\n").Split('\n').Select(l => l.TrimEnd()));
    }
}
