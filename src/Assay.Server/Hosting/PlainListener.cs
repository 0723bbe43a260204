using Assay.Server.Frame;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Assay.Server.Hosting;

/// <summary>ASP.NET's web server by itself: a host around it, with services, configuration and logs nobody asked for, would double the time to the first answer.</summary>
internal sealed class PlainListener : Listener
{
    private readonly KestrelServer kestrel;
    private readonly Answers answers;

    /// <summary>Prepares to listen.</summary>
    /// <param name="server">Answers the requests.</param>
    /// <param name="configure">Says where to listen and within which limits.</param>
    internal PlainListener(AssayServer server, Action<KestrelServerOptions> configure)
    {
        var options = new KestrelServerOptions();
        configure(options);
        // Bytes go on in the thread that received them; a request that takes long still holds up nobody, because it is a thread of the pool.
        var transport = new SocketTransportOptions { UnsafePreferInlineScheduling = true };
        kestrel = new KestrelServer(Options.Create(options), new SocketTransportFactory(Options.Create(transport), NullLoggerFactory.Instance), NullLoggerFactory.Instance);
        answers = new Answers(server);
    }

    internal override async Task<string> StartAsync()
    {
        await kestrel.StartAsync(answers, CancellationToken.None);
        return kestrel.Features.Get<IServerAddressesFeature>()!.Addresses.First();
    }

    internal override async Task StopAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        await kestrel.StopAsync(limit.Token);
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        kestrel.Dispose();
        return ValueTask.CompletedTask;
    }

    private sealed class Answers(AssayServer server) : IHttpApplication<HttpContext>
    {
        public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

        public Task ProcessRequestAsync(HttpContext context) => server.AnswerAsync(context);

        public void DisposeContext(HttpContext context, Exception? exception)
        {
            // Nothing is kept between requests.
        }
    }
}
