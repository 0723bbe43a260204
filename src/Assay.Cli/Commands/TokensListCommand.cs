using System.CommandLine;
using Assay.Cli.Frame;
using Assay.Server.Security;

namespace Assay.Cli.Commands;

/// <summary>Lists the tokens of a server.</summary>
[Named("tokens list")]
internal sealed class TokensListCommand : AssayCommand
{
    private readonly Option<string> tokens = new("--tokens") { Description = "File of tokens", HelpName = "FILE", Required = true };

    public override string Summary => "List whose tokens a file holds, and their roles";

    public override string Details => "The tokens themselves are kept nowhere, so they cannot be shown.";

    public override IReadOnlyList<Example> Examples => [new("assay tokens list --tokens tokens.txt", "a line a token: name and role")];

    public override IReadOnlyList<Symbol> Symbols => [tokens];

    public override Task<ExitCode> RunAsync(Invocation call)
    {
        var entries = TokenList.Read(call.Get(tokens)).Entries.Select(e => (e.Name, Role: e.Role.ToString().ToLowerInvariant())).ToArray();
        if (call.Json)
        {
            call.WriteJson(new { Tokens = entries.Select(e => new { e.Name, e.Role }) });
        }
        else
        {
            Listing.Write(call, ["name", "role"], entries.Select(e => (string[])[e.Name, e.Role]));
        }

        return Task.FromResult(ExitCode.Success);
    }
}
