using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Assay.Tracking;

/// <summary>The server under load: durable points a second, processor time a request, time to the first answer, kills.</summary>
/// <remarks>Processor time is the server's own, user and system, from /proc. The client speaks HTTP by hand over kept connections.</remarks>
[Description("the server: log-metric on 8 connections, log-batch of 1,000, history of 100,000 points, start; \"serve kills 50\" kills it under load")]
internal static class ServeBenchmark
{
    private const int Connections = 8;

    public static int Run(string[] arguments) => arguments switch
    {
        ["kills", var rounds] => Kills(int.Parse(rounds, CultureInfo.InvariantCulture)),
        _ => Load(arguments is [var seconds] ? int.Parse(seconds, CultureInfo.InvariantCulture) : 10),
    };

    private static int Load(int seconds)
    {
        using var room = new Room();
        var first = Enumerable.Range(0, 5).Select(_ => FirstAnswer()).Order().ToArray();
        Console.WriteLine($"first answer        {first[2].TotalMilliseconds,8:0} ms after start (median of 5, the program by itself)");
        using var server = new ServedProcess(room.Store);
        var run = server.NewRun();
        Metrics(server, run, TimeSpan.FromSeconds(2));
        var (before, clock) = (server.ProcessorTime, Stopwatch.StartNew());
        var points = Metrics(server, run, TimeSpan.FromSeconds(seconds));
        Console.WriteLine($"log-metric, 8 kept  {points / clock.Elapsed.TotalSeconds,8:0} durable points a second, {(server.ProcessorTime - before).TotalMilliseconds / points,6:0.000} ms of server CPU each");
        (before, clock) = (server.ProcessorTime, Stopwatch.StartNew());
        var batches = Batches(server, run, TimeSpan.FromSeconds(seconds));
        Console.WriteLine($"log-batch of 1,000  {batches / clock.Elapsed.TotalSeconds,8:0.0} a second, {(server.ProcessorTime - before).TotalMilliseconds / batches,6:0.00} ms of server CPU each");
        History(server);
        return 0;
    }

    private static void History(ServedProcess server)
    {
        const int Times = 20;
        var run = server.NewRun();
        using (var connection = server.Connect())
        {
            for (var batch = 0; batch < 100; batch++)
            {
                var metrics = Enumerable.Range(batch * 1000, 1000).Select(i => string.Create(
                    CultureInfo.InvariantCulture, $$"""{"key":"loss","value":{{1 / (1.0 + i)}},"timestamp":{{1_700_000_000_000 + (i * 250L)}},"step":{{i}}}"""));
                connection.Post("/api/2.0/mlflow/runs/log-batch", $$"""{"run_id":"{{run}}","metrics":[{{string.Join(',', metrics)}}]}""");
            }
        }

        using var client = new HttpClient { BaseAddress = server.Address };
        var bytes = 0;
        for (var i = 0; i < Times; i++)
        {
            bytes = client.GetByteArrayAsync($"/api/2.0/mlflow/metrics/get-history?run_id={run}&metric_key=loss").Result.Length;
        }

        var before = server.ProcessorTime;
        for (var i = 0; i < Times; i++)
        {
            client.GetByteArrayAsync($"/api/2.0/mlflow/metrics/get-history?run_id={run}&metric_key=loss").Wait();
        }

        Console.WriteLine($"history of 100,000  {bytes / 1e6,8:0.0} MB of JSON, {(server.ProcessorTime - before).TotalMilliseconds / Times,6:0.0} ms of server CPU each");
    }

    private static TimeSpan FirstAnswer()
    {
        using var room = new Room();
        var clock = Stopwatch.StartNew();
        using var server = new ServedProcess(room.Store);
        using var connection = server.Connect();
        connection.Get("/health");
        return clock.Elapsed;
    }

    private static long Metrics(ServedProcess server, string run, TimeSpan time)
    {
        var (clock, points) = (Stopwatch.StartNew(), 0L);
        Parallel.For(0, Connections, new ParallelOptions { MaxDegreeOfParallelism = Connections }, lane =>
        {
            using var connection = server.Connect();
            for (long step = 0; clock.Elapsed < time; step++)
            {
                connection.Post("/api/2.0/mlflow/runs/log-metric", $$"""{"run_id":"{{run}}","key":"lane {{lane}}","value":{{step * 0.25}},"timestamp":{{step}},"step":{{step}}}""");
                Interlocked.Increment(ref points);
            }
        });
        return points;
    }

    private static long Batches(ServedProcess server, string run, TimeSpan time)
    {
        using var connection = server.Connect();
        var (clock, batches) = (Stopwatch.StartNew(), 0L);
        for (; clock.Elapsed < time; batches++)
        {
            var metrics = Enumerable.Range(0, 1000).Select(i => $$"""{"key":"batch {{i % 10}}","value":{{i * 0.5}},"timestamp":{{batches}},"step":{{(batches * 100) + (i / 10)}}}""");
            connection.Post("/api/2.0/mlflow/runs/log-batch", $$"""{"run_id":"{{run}}","metrics":[{{string.Join(',', metrics)}}]}""");
        }

        return batches;
    }

    // Points that were acknowledged must be there after each kill, none twice; the same store goes on through all rounds.
    private static int Kills(int rounds)
    {
        using var room = new Room();
        var (random, acknowledged, run) = (new Random(1), new ConcurrentBag<long>(), "");
        var (attempted, wrong) = (0L, 0);
        for (var round = 0; round < rounds; round++)
        {
            using var server = new ServedProcess(room.Store);
            run = run.Length == 0 ? server.NewRun() : run;
            var after = acknowledged.Count + random.Next(1, 400);
            Parallel.For(0, Connections, new ParallelOptions { MaxDegreeOfParallelism = Connections }, _ =>
            {
                try
                {
                    using var connection = server.Connect();
                    while (true)
                    {
                        var step = Interlocked.Increment(ref attempted);
                        connection.Post("/api/2.0/mlflow/runs/log-metric", $$"""{"run_id":"{{run}}","key":"loss","value":{{step * 0.5}},"timestamp":{{step}},"step":{{step}}}""");
                        acknowledged.Add(step);
                        if (acknowledged.Count >= after)
                        {
                            server.Kill();
                        }
                    }
                }
                catch (Exception gone) when (gone is IOException or SocketException)
                {
                    // The server is dead, as it should be.
                }
            });
            using var store = Store.OpenExisting(room.Store);
            var kept = store.History(run, "loss").Select(p => p.Step).ToList();
            var (lost, doubled) = (acknowledged.Except(kept).Count(), kept.Count - kept.Distinct().Count());
            wrong += lost + doubled;
            Console.WriteLine($"kill {round + 1,3}: {acknowledged.Count,7} acknowledged, {kept.Count,7} kept, {lost} lost, {doubled} doubled");
        }

        return wrong == 0 ? 0 : 1;
    }

    private sealed class Room : IDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("assay-serve-");

        public string Store => $"sqlite:///{Path.Combine(folder.FullName, "runs.db")}";

        public void Dispose() => folder.Delete(recursive: true);
    }

    /// <summary>The program beside this one, serving on a free port.</summary>
    private sealed class ServedProcess : IDisposable
    {
        private readonly Process process;
        private readonly IPEndPoint address;

        public ServedProcess(string store)
        {
            var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Assay.Cli", "release", "Assay.Cli.dll"));
            process = Process.Start(new ProcessStartInfo("dotnet", [program, "serve", "--store", store, "--port", "0"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                // As the assay script starts it.
                Environment = { ["DOTNET_TieredPGO"] = "0", ["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0" },
            })!;
            address = new IPEndPoint(IPAddress.Loopback, new Uri(process.StandardOutput.ReadLine()!.Split(' ')[^1]).Port);
        }

        public TimeSpan ProcessorTime
        {
            get
            {
                process.Refresh();
                return process.TotalProcessorTime;
            }
        }

        public Uri Address => new($"http://{address}");

        public KeptConnection Connect() => new(address);

        public string NewRun()
        {
            using var connection = Connect();
            return JsonNode.Parse(connection.Post("/api/2.0/mlflow/runs/create", """{"experiment_id":"0","start_time":1}"""))!["run"]!["info"]!["run_id"]!.GetValue<string>();
        }

        public void Kill() => process.Kill();

        public void Dispose()
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }
    }

    private sealed class KeptConnection : IDisposable
    {
        private readonly TcpClient client = new() { NoDelay = true };
        private readonly NetworkStream stream;
        private readonly byte[] buffer = new byte[1 << 16];
        private readonly string host;

        public KeptConnection(IPEndPoint address)
        {
            client.Connect(address);
            stream = client.GetStream();
            host = address.ToString();
        }

        public string Get(string path) => Send($"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n");

        public string Post(string path, string json) => Send(
            $"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}");

        public void Dispose() => client.Dispose();

        private string Send(string request)
        {
            stream.Write(Encoding.UTF8.GetBytes(request));
            var count = 0;
            while (true)
            {
                var read = stream.Read(buffer, count, buffer.Length - count);
                count += read > 0 ? read : throw new IOException("The server closed the connection.");
                var text = Encoding.UTF8.GetString(buffer, 0, count);
                var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
                if (end >= 0 && text.Length - end - 4 >= Length(text))
                {
                    return text.StartsWith("HTTP/1.1 200", StringComparison.Ordinal) ? text[(end + 4)..] : throw new InvalidOperationException(text);
                }
            }
        }

        private static int Length(string head)
        {
            var at = head.IndexOf("Content-Length: ", StringComparison.Ordinal) + 16;
            return int.Parse(head.AsSpan(at, head.IndexOf('\r', at) - at), CultureInfo.InvariantCulture);
        }
    }
}
