using System.CommandLine;
using System.Security.Cryptography;
using Assay.Cli.Frame;
using Assay.Server.Security;

namespace Assay.Cli.Commands;

/// <summary>Makes a token for the server.</summary>
[Named("tokens create")]
internal sealed class TokensCreateCommand : AssayCommand
{
    private readonly Argument<string> name = new("name") { Description = "Whose token it is, one word" };
    private readonly Option<string> role = CommonOptions.Choice("--role", "What its owner may do", "write", "read", "write", "admin");
    private readonly Option<string> tokens = new("--tokens") { Description = "File the token's hash is added to", HelpName = "FILE", Required = true };

    public override string Summary => "Make a token for the server and print it once";

    public override string Details =>
        "The file gets the role, the name and a hash; the token itself is kept nowhere. read looks; write records, changes, and deletes what can be restored; "
        + "admin also deletes for good (registered models and their versions, traces, folders of artifacts). Take one back with assay tokens revoke.";

    public override IReadOnlyList<Example> Examples => [new("assay tokens create anna --role write --tokens tokens.txt", "then: assay serve --tokens tokens.txt")];

    public override IReadOnlyList<Symbol> Symbols => [name, role, tokens];

    public override Task<ExitCode> RunAsync(Invocation call)
    {
        var owner = call.Get(name);
        if (owner.Length == 0 || owner.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            throw new AssayException("usage.tokens", $"Expected a name of one word, found \"{owner}\".");
        }

        // Another line of that name would outlive the taking back of the one it was thought to be.
        if (File.Exists(call.Get(tokens)) && TokenList.Read(call.Get(tokens)).Entries.Any(e => e.Name == owner))
        {
            throw new AssayException(
                "usage.tokens", $"{call.Get(tokens)} has a token named \"{owner}\" already. Take another name, or take that one back first: assay tokens revoke {owner} --tokens {call.Get(tokens)}.");
        }

        var token = TokenList.Make(RandomNumberGenerator.GetBytes(32));
        var entry = new TokenList.Entry(Enum.Parse<Role>(call.Get(role), ignoreCase: true), owner, TokenList.HashOf(token));
        File.AppendAllLines(call.Get(tokens), [entry.Line]);
        if (call.Json)
        {
            call.WriteJson(new { Token = token, Role = call.Get(role), Name = owner });
        }
        else
        {
            call.Output.WriteLine(token);
        }

        return Task.FromResult(ExitCode.Success);
    }
}
