using System.CommandLine;
using Assay.Cli.Frame;
using Assay.Language.Runs;

namespace Assay.Cli.Commands;

/// <summary>Serves a local model.</summary>
[Named("llm serve-local")]
internal sealed class LlmServeLocalCommand : AssayCommand
{
    private readonly Option<string> model = new("--model") { Description = "A Llama-2 model in the format of llama2.c, its tokenizer beside it", HelpName = "FILE", Required = true };
    private readonly Option<int> port = new("--port") { Description = "The port on 127.0.0.1; 0 takes a free one", HelpName = "N", DefaultValueFactory = _ => 8080 };

    public override string Summary => "Serve a local model over OpenAI's protocol on this machine only";

    public override string Details => "Answers /v1/models, /v1/completions (echo and logprobs too) and /v1/chat/completions until it is stopped, one request at a time, the likeliest token every time.";

    public override IReadOnlyList<Example> Examples => [new("assay llm serve-local --model stories260K.bin --port 8080", "then ask completions:stories260K@http://127.0.0.1:8080/v1")];

    public override IReadOnlyList<Symbol> Symbols => [model, port];

    public override async Task<ExitCode> RunAsync(Invocation call)
    {
        await LanguageServer.ServeAsync(call.Get(model), call.Get(port), address => call.Output.WriteLine($"listening on {address}"), call.Cancellation);
        return ExitCode.Success;
    }
}
