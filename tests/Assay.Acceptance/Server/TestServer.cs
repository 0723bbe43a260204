using System.Net;
using Assay.Server;
using Assay.Server.Hosting;

namespace Assay.Acceptance.Server;

/// <summary>The real server on a free port of the loopback, with an empty store of its own.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly TemporaryFolder room = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Task serving;

    private TestServer(AssayServerOptions options, TaskCompletionSource<string> listening) => serving = ServerProcess.ServeAsync(
        new ServerProcessOptions { Store = $"sqlite:///{room.In("store/runs.db")}", Artifacts = Artifacts, Port = 0, Server = options },
        listening.SetResult,
        stop.Token);

    /// <summary>Where it answers.</summary>
    public IPEndPoint EndPoint { get; private set; } = new(IPAddress.Loopback, 0);

    /// <summary>The folder the server's own folder is in: nothing in it may change but that.</summary>
    public string Outside => room.FullName;

    /// <summary>The server's folder of artifacts.</summary>
    public string Artifacts => room.In("store/files");

    public static async Task<TestServer> StartAsync(AssayServerOptions? options = null)
    {
        var listening = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var server = new TestServer(options ?? new AssayServerOptions(), listening);
        if (await Task.WhenAny(listening.Task, server.serving) == server.serving)
        {
            await server.serving;
        }

        server.EndPoint = new IPEndPoint(IPAddress.Loopback, new Uri(await listening.Task).Port);
        return server;
    }

    /// <summary>Sends one request.</summary>
    public Task<RawAnswer> SendAsync(RawRequest request) => RawHttp.SendAsync(EndPoint, request);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await serving;
        stop.Dispose();
        room.Dispose();
    }
}
