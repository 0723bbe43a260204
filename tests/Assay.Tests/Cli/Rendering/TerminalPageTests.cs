using Assay.Cli.Rendering;
using Assay.Development;
using CsCheck;

namespace Assay.Tests.Cli.Rendering;

public class TerminalPageTests
{
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
        Assert.All(Page(SampleOutcomes.Awkward(), width).Split('\n'), line => Assert.True(line.TrimEnd().Length <= width, line));

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
        TerminalPage.Write(SampleOutcomes.Binary(), TerminalConsole.Over(writer, colour: true, terminal: true, width: 100));
        Assert.Contains('\u001b', writer.ToString());
    }

    private static string Page(Outcome outcome, int width)
    {
        var writer = new StringWriter();
        TerminalPage.Write(outcome, TerminalConsole.Over(writer, colour: false, terminal: false, width: width));
        return string.Join('\n', writer.ToString().ReplaceLineEndings("\n").Split('\n').Select(l => l.TrimEnd()));
    }
}
