using System.Net;
using Assay.Server.Frame;
using Assay.Server.Telemetry;
using Assay.Tracking;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Assay.Server.Hosting;

/// <summary>A server of its own process: opens the store, listens, and closes both in order.</summary>
internal static class ServerProcess
{
    /// <summary>Longest request line and headers: searches of GET requests name hundreds of runs.</summary>
    private const int LongestHead = 64 << 10;

    /// <summary>Serves until cancelled; requests in flight are finished first.</summary>
    /// <param name="options">Where the store is, and where to listen.</param>
    /// <param name="listening">Told the address once it answers.</param>
    /// <param name="stop">Cancelled to stop.</param>
    /// <exception cref="AssayException">Those of <see cref="Store.Open"/>; <c>usage.host</c>, <c>usage.tokens</c>, <c>usage.port</c>.</exception>
    internal static async Task ServeAsync(ServerProcessOptions options, Action<string> listening, CancellationToken stop)
    {
        var address = ListenAddress.Parse(options);
        using var store = Store.Open(options.Store, options.Artifacts);
        await using var log = OpenLog(options.RequestLog);
        var server = new AssayServer(store, options.Server with { Latin1Headers = true, AllowedHosts = [.. options.Server.AllowedHosts, .. address.Names] }) { Log = log };
        await using var listener = options.Telemetry
            ? TelemetryListener.Make(server, kestrel => Configure(kestrel, options, address))
            : new PlainListener(server, kestrel => Configure(kestrel, options, address)) as Listener;
        try
        {
            listening(await listener.StartAsync());
        }
        catch (IOException taken)
        {
            throw new AssayException("usage.port", $"Cannot listen on {options.Host}:{options.Port} ({taken.Message}). Choose another with --port.", taken);
        }

        await WaitAsync(stop);
        await listener.StopAsync();
    }

    private static void Configure(KestrelServerOptions kestrel, ServerProcessOptions options, ListenAddress address)
    {
        kestrel.AddServerHeader = false;
        kestrel.AllowSynchronousIO = false;
        kestrel.ResponseHeaderEncodingSelector = name => name == "Content-Disposition" ? System.Text.Encoding.Latin1 : null!;
        kestrel.Limits.MaxRequestLineSize = LongestHead;
        kestrel.Limits.MaxRequestHeadersTotalSize = LongestHead;
        kestrel.Limits.MaxRequestBufferSize = 1 << 20;
        kestrel.Limits.MaxRequestBodySize = options.Server.LongestArtifact;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.Listen(new IPEndPoint(address.Ip, options.Port), listener => listener.Protocols = HttpProtocols.Http1);
    }

    private static RequestLog? OpenLog(string? path) => path switch
    {
        null => null,
        "-" => new RequestLog(TextWriter.Synchronized(Console.Error)),
        _ => new RequestLog(new StreamWriter(path, append: true)),
    };

    private static async Task WaitAsync(CancellationToken stop)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = stop.Register(stopped.SetResult);
        await stopped.Task;
    }
}
