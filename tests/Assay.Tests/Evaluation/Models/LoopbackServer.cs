using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Assay.Tests.Evaluation.Models;

/// <summary>A real HTTP server on a free port of this machine that answers as a test says.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly Func<int, string, Answer> answer;
    private readonly ConcurrentQueue<(string Body, string? Key)> requests = new();
    private readonly Task serving;

    /// <summary>Starts to listen.</summary>
    /// <param name="answer">From the request's number, from 0, and its body.</param>
    public LoopbackServer(Func<int, string, Answer> answer)
    {
        this.answer = answer;
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/score";
        }

        listener.Prefixes.Add(Address + "/");
        listener.Start();
        serving = Task.Run(ServeAsync);
    }

    /// <summary>Where it listens.</summary>
    public string Address { get; }

    /// <summary>The bodies received, and the header <c>X-Key</c>.</summary>
    public IReadOnlyList<(string Body, string? Key)> Requests => [.. requests];

    public void Dispose()
    {
        listener.Close();
        serving.Wait();
    }

    private async Task ServeAsync()
    {
        for (var number = 0; ; number++)
        {
            try
            {
                var context = await listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
                var body = await reader.ReadToEndAsync();
                requests.Enqueue((body, context.Request.Headers["X-Key"]));
                var (status, text, retry) = answer(number, body);
                if (status == 0)
                {
                    context.Response.ContentLength64 = 100;
                    await context.Response.OutputStream.WriteAsync("[1,"u8.ToArray());
                    context.Response.Abort();
                    continue;
                }

                context.Response.StatusCode = status;
                if (retry is not null)
                {
                    context.Response.Headers["Retry-After"] = retry;
                }

                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(text));
                context.Response.Close();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                if (!listener.IsListening)
                {
                    return;
                }
            }
        }
    }

    /// <summary>What to answer; status 0 breaks the connection in the middle of an answer.</summary>
    internal sealed record Answer(int Status, string Body, string? RetryAfter = null);
}
