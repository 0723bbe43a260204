using System.CommandLine;
using Assay.Cli.Frame;
using Assay.Server.Security;

namespace Assay.Cli.Commands;

/// <summary>Takes a token back.</summary>
[Named("tokens revoke")]
internal sealed class TokensRevokeCommand : AssayCommand
{
    private readonly Argument<string> name = new("name") { Description = "Whose token it is" };
    private readonly Option<string> tokens = new("--tokens") { Description = "File of tokens", HelpName = "FILE", Required = true };

    public override string Summary => "Take a token back";

    public override string Details => "Every line of that name goes; others, and comments, stay as they are. A server that runs reads the file when it starts: start it again.";

    public override IReadOnlyList<Example> Examples => [new("assay tokens revoke anna --tokens tokens.txt", "then start the server again")];

    public override IReadOnlyList<Symbol> Symbols => [name, tokens];

    public override Task<ExitCode> RunAsync(Invocation call)
    {
        var removed = TokenList.Remove(call.Get(tokens), call.Get(name));
        if (call.Json)
        {
            call.WriteJson(new { Name = call.Get(name), Removed = removed });
        }
        else
        {
            call.Output.WriteLine($"{removed} token{(removed == 1 ? "" : "s")} of {call.Get(name)} taken back. A server that runs must be started again.");
        }

        return Task.FromResult(ExitCode.Success);
    }
}
