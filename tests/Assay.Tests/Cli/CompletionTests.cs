using Assay.Cli.Frame;

namespace Assay.Tests.Cli;

public class CompletionTests
{
    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public void Every_shell_has_a_script_that_asks_the_program(string shell) => Assert.Contains("assay complete --words", CommandLine.Run("completion", shell).Output);

    [Fact]
    public void Completes_a_command() => Assert.Equal("completion", CommandLine.Run("complete", "--words", "1", "--", "compl").Output.Trim());

    [Fact]
    public void Completes_a_value() => Assert.Contains("fish", CommandLine.Run("complete", "--words", "2", "--", "completion", "").Output);

    [Fact]
    public void Completes_an_option() => Assert.Equal("--verbose", CommandLine.Run("complete", "--words", "2", "--", "completion", "--verb").Output.Trim());

    [Fact]
    public void An_unknown_shell_is_refused_with_the_known_ones()
    {
        var result = CommandLine.Run("completion", "tcsh");
        Assert.Equal(ExitCode.Usage, result.Exit);
        Assert.Contains("bash, zsh, fish, pwsh", result.Messages);
    }
}
