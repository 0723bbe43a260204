using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Assay.Acceptance.Server;

/// <summary>What a collector of OpenTelemetry receives from a served store.</summary>
public class TelemetryTests
{
    private static readonly string program = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Assay.Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "Assay.Cli.dll"));

    [Fact]
    public async Task A_collector_gets_spans_and_metrics_by_route_and_nothing_of_what_was_asked()
    {
        using var room = new TemporaryFolder();
        using var collector = new Collector();
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, "serve", "--store", $"sqlite:///{room.In("runs.db")}", "--port", "0"])
        {
            RedirectStandardOutput = true,
            Environment =
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_BSP_SCHEDULE_DELAY"] = "50",
                ["OTEL_METRIC_EXPORT_INTERVAL"] = "50",
            },
        })!;
        try
        {
            using var client = new HttpClient { BaseAddress = new Uri((await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!.Split(' ')[^1]) };
            using var answer = await client.GetAsync("/api/2.0/mlflow/experiments/get-by-name?experiment_name=secret-in-a-query", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            var received = await collector.UntilAsync(texts => texts.Any(t => t.StartsWith("/v1/traces", StringComparison.Ordinal) && t.Contains("GET 2.0/mlflow/experiments/get-by-name"))
                && texts.Any(t => t.StartsWith("/v1/metrics", StringComparison.Ordinal) && t.Contains("assay.server.request.duration")));
            Assert.All(received, text => Assert.DoesNotContain("secret", text));
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Receives what exporters send on a port of the loopback.</summary>
    private sealed class Collector : IDisposable
    {
        private readonly HttpListener listener = new();
        private readonly ConcurrentQueue<string> received = [];
        private readonly SemaphoreSlim more = new(0);
        private readonly Task receiving;

        public Collector()
        {
            using (var free = new TcpListener(IPAddress.Loopback, 0))
            {
                free.Start();
                Address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
            }

            listener.Prefixes.Add(Address + "/");
            listener.Start();
            receiving = ReceiveAsync();
        }

        public string Address { get; }

        /// <summary>Everything received, path and body in one text each, when it is enough.</summary>
        public async Task<IReadOnlyList<string>> UntilAsync(Func<IReadOnlyList<string>, bool> enough)
        {
            while (!enough([.. received]))
            {
                Assert.True(await more.WaitAsync(TimeSpan.FromSeconds(60)), "The exporter sent nothing more.");
            }

            return [.. received];
        }

        public void Dispose()
        {
            listener.Close();
            receiving.Wait();
            more.Dispose();
        }

        private async Task ReceiveAsync()
        {
            try
            {
                while (true)
                {
                    var context = await listener.GetContextAsync();
                    using var body = new MemoryStream();
                    await context.Request.InputStream.CopyToAsync(body);
                    received.Enqueue(context.Request.Url!.AbsolutePath + Encoding.Latin1.GetString(body.ToArray()));
                    context.Response.Close();
                    more.Release();
                }
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                // The test is over.
            }
        }
    }
}
