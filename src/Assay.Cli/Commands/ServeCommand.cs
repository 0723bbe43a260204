using System.CommandLine;
using Assay.Cli.Frame;
using Assay.Server;
using Assay.Server.Hosting;

namespace Assay.Cli.Commands;

/// <summary>Serves a store.</summary>
[Named("serve")]
internal sealed class ServeCommand : AssayCommand
{
    private readonly Option<string> store = CommonOptions.Store();
    private readonly Option<string?> artifacts = CommonOptions.Artifacts();
    private readonly Option<string> host = new("--host") { Description = "Address to listen on; another than this machine's own needs --tokens", HelpName = "ADDRESS", DefaultValueFactory = _ => "127.0.0.1" };
    private readonly Option<int> port = new("--port") { Description = "Port to listen on; 0 takes a free one", HelpName = "N", DefaultValueFactory = _ => 5000 };
    private readonly Option<string?> tokens = new("--tokens") { Description = "File of tokens made by \"assay tokens create\"; every request must then carry one", HelpName = "FILE" };
    private readonly Option<string[]> allowedHosts = new("--allowed-host") { Description = "Name clients may call the server by, besides localhost; may be given again", HelpName = "NAME" };
    private readonly Option<string> artifactRoot = new("--default-artifact-root")
    {
        Description = "Where clients keep the artifacts of new experiments; another address than the server's own is told to them and never opened here",
        HelpName = "URI",
        DefaultValueFactory = _ => "mlflow-artifacts:/",
    };

    private readonly Option<string?> requestLog = new("--request-log") { Description = "File that gets a line a request: time, status, milliseconds, route, role; - is the standard error", HelpName = "FILE" };
    private readonly Option<bool> telemetry = new("--telemetry") { Description = "Send traces and metrics to the OpenTelemetry collector of the OTEL_ variables; on when OTEL_EXPORTER_OTLP_ENDPOINT is set" };

    public ServeCommand() => port.Validators.Add(result =>
    {
        if (result.Tokens is [{ Value: var typed }] && int.TryParse(typed, out var number) && number is not (>= 0 and <= 65535))
        {
            result.AddError($"--port must be from 0 to 65535, not {number}.");
        }
    });

    public override string Summary => "Serve the store to MLflow's clients over HTTP";

    public override string Details => "Speaks MLflow's REST protocol: set MLFLOW_TRACKING_URI to the address it prints. Ctrl-C or SIGTERM finishes the requests in flight and ends it.";

    public override IReadOnlyList<Example> Examples =>
    [
        new("assay serve --store sqlite:///runs.db --port 5000", "then: export MLFLOW_TRACKING_URI=http://127.0.0.1:5000"),
        new("assay serve --host 0.0.0.0 --tokens tokens.txt --allowed-host ml.example.org", "serve other machines; clients set MLFLOW_TRACKING_TOKEN"),
    ];

    public override IReadOnlyList<Symbol> Symbols => [store, artifacts, host, port, tokens, allowedHosts, artifactRoot, requestLog, telemetry];

    public override async Task<ExitCode> RunAsync(Invocation call)
    {
        await ServerProcess.ServeAsync(
            new ServerProcessOptions
            {
                Store = call.Get(store),
                Artifacts = call.Get(artifacts),
                Host = call.Get(host),
                Port = call.Get(port),
                RequestLog = call.Get(requestLog),
                Telemetry = call.Get(telemetry) || !string.IsNullOrEmpty(call.Surroundings.Variable("OTEL_EXPORTER_OTLP_ENDPOINT")),
                Server = new AssayServerOptions
                {
                    DefaultArtifactRoot = call.Get(artifactRoot),
                    TokenFile = call.Get(tokens),
                    AllowedHosts = call.Get(allowedHosts) ?? [],
                },
            },
            address =>
            {
                call.Output.WriteLine($"listening on {address}");
                call.Output.Flush();
            },
            call.Cancellation);
        return ExitCode.Success;
    }
}
