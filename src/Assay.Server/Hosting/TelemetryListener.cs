using System.Collections;
using System.Runtime.CompilerServices;
using Assay.Server.Frame;
using Assay.Server.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Assay.Server.Hosting;

/// <summary>The web server within ASP.NET's host, which measures requests and is asked by the exporters of OpenTelemetry.</summary>
internal sealed class TelemetryListener : Listener
{
    private readonly WebApplication app;

    private TelemetryListener(WebApplication app) => this.app = app;

    /// <summary>Prepares to listen. Not inlined: what it needs is loaded only when this is called.</summary>
    /// <param name="server">Answers the requests.</param>
    /// <param name="configure">Says where to listen and within which limits.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Listener Make(AssayServer server, Action<KestrelServerOptions> configure)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "assay", ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(Variables());
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, SilentLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Patience);
        builder.WebHost.ConfigureKestrel(configure);
        OpenTelemetryExport.Add(builder);
        var app = builder.Build();
        app.Run(server.AnswerAsync);
        return new TelemetryListener(app);
    }

    // The exporters read these from the configuration; other variables are none of this server's settings.
    private static IEnumerable<KeyValuePair<string, string?>> Variables() => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .Where(v => ((string)v.Key).StartsWith("OTEL_", StringComparison.Ordinal))
        .Select(v => KeyValuePair.Create((string)v.Key, (string?)v.Value));

    internal override async Task<string> StartAsync()
    {
        await app.StartAsync(CancellationToken.None);
        return app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
    }

    internal override Task StopAsync() => app.StopAsync(CancellationToken.None);

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => app.DisposeAsync();

    /// <summary>The process's own signals are the caller's business.</summary>
    private sealed class SilentLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
