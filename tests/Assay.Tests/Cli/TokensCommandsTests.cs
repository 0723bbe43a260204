using System.Text.Json;
using Assay.Cli.Frame;
using Assay.Server.Security;

namespace Assay.Tests.Cli;

public sealed class TokensCommandsTests : IDisposable
{
    private readonly TemporaryFolder room = new();

    private string Tokens => room.In("tokens.txt");

    public void Dispose() => room.Dispose();

    [Fact]
    public void A_token_is_made_listed_and_taken_back()
    {
        room.Write("tokens.txt", "# ours\n");
        var token = Run("create", "anna", "--role", "admin").Output.Trim();
        Assert.Equal(ExitCode.Success, Run("create", "ben").Exit);
        Assert.Equal(Role.Admin, TokenList.Read(Tokens).RoleOf(token));
        using (var listed = JsonDocument.Parse(Run("list", "--json").Output))
        {
            Assert.Equal(["anna admin", "ben write"], listed.RootElement.GetProperty("tokens").EnumerateArray().Select(t => $"{t.GetProperty("name")} {t.GetProperty("role")}"));
        }

        Assert.Equal(ExitCode.Success, Run("revoke", "anna").Exit);
        Assert.Equal(Role.None, TokenList.Read(Tokens).RoleOf(token));
        Assert.Equal("ben", TokenList.Read(Tokens).Entries.Single().Name);
        Assert.StartsWith("# ours", File.ReadAllText(Tokens), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_is_given_once_and_only_a_known_one_is_taken_back()
    {
        Run("create", "anna");
        var lines = File.ReadAllText(Tokens);
        var again = Run("create", "anna", "--role", "read");
        Assert.Equal(ExitCode.Usage, again.Exit);
        Assert.Contains("has a token named \"anna\" already", again.Messages, StringComparison.Ordinal);
        Assert.Contains("names: anna", Run("revoke", "ben").Messages, StringComparison.Ordinal);
        Assert.Equal(lines, File.ReadAllText(Tokens));
    }

    [Theory]
    [InlineData("99999")]
    [InlineData("-1")]
    public void A_port_that_cannot_be_is_a_mistake_of_the_command_line(string port) => Assert.Equal(
        ExitCode.Usage, CommandLine.Run("serve", "--port", port, "--store", $"sqlite:///{room.In("assay.db")}").Exit);

    private CommandLine Run(params string[] words) => CommandLine.Run(["tokens", .. words, "--tokens", Tokens]);
}
