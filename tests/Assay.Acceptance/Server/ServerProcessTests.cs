using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Assay.Tracking;

namespace Assay.Acceptance.Server;

/// <summary>What the server promises as a process: kills lose nothing, a signal ends it in order, it refuses what is not safe.</summary>
public class ServerProcessTests
{
    private const int Writers = 4;

    private static readonly string program = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Assay.Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "Assay.Cli.dll"));

    [Theory]
    [InlineData(1)]
    [InlineData(150)]
    public async Task A_killed_server_loses_no_acknowledged_point_and_doubles_none(int after)
    {
        using var room = new TemporaryFolder();
        using var process = Start("serve", "--store", $"sqlite:///{room.In("runs.db")}", "--port", "0");
        using var client = new HttpClient { BaseAddress = await AddressAsync(process) };
        var run = await RunAsync(client);
        var acknowledged = new ConcurrentBag<long>();
        var attempted = 0L;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async _ =>
        {
            try
            {
                while (true)
                {
                    var step = Interlocked.Increment(ref attempted);
                    using var answer = await client.PostAsJsonAsync(
                        "/api/2.0/mlflow/runs/log-metric", new { run_id = run, key = "loss", value = step / 2.0, timestamp = step, step });
                    answer.EnsureSuccessStatusCode();
                    acknowledged.Add(step);
                    if (acknowledged.Count >= after)
                    {
                        process.Kill();
                    }
                }
            }
            catch (HttpRequestException)
            {
                // The server is gone, as it should be.
            }
        }));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        using var store = Store.OpenExisting($"sqlite:///{room.In("runs.db")}");
        var kept = store.History(run, "loss").Select(p => p.Step).ToList();
        Assert.Equal(kept.Count, kept.Distinct().Count());
        Assert.Empty(acknowledged.Except(kept));
        Assert.All(store.History(run, "loss"), point => Assert.Equal(point.Step / 2.0, point.Value));
        Assert.InRange(kept.Count, acknowledged.Count, acknowledged.Count + Writers);
    }

    [Fact]
    public async Task A_signal_ends_it_in_order_and_an_empty_store_is_made_on_the_fly()
    {
        using var room = new TemporaryFolder();
        using var process = Start("serve", "--store", $"sqlite:///{room.In("new/deep/runs.db")}", "--artifacts", room.In("other/files"), "--port", "0", "--request-log", room.In("requests.log"));
        using (var client = new HttpClient { BaseAddress = await AddressAsync(process) })
        {
            client.DefaultRequestHeaders.Add("Authorization", "Bearer secret-in-a-header");
            var run = await RunAsync(client);
            await client.PostAsJsonAsync("/api/2.0/mlflow/runs/log-parameter", new { run_id = run, key = "api_key", value = "secret-in-a-body" }, TestContext.Current.CancellationToken);
            await client.GetAsync("/api/2.0/mlflow/experiments/get-by-name?experiment_name=secret-in-a-query", TestContext.Current.CancellationToken);
        }

        using (var signal = Process.Start("kill", ["-TERM", $"{process.Id}"]))
        {
            await signal.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        Assert.False(File.Exists(room.In("new/deep/runs.db-wal")), "The store was not closed.");
        var log = await File.ReadAllTextAsync(room.In("requests.log"), TestContext.Current.CancellationToken);
        Assert.Contains("POST 2.0/mlflow/runs/log-parameter", log);
        Assert.DoesNotContain("secret", log);
    }

    [Fact]
    public async Task It_refuses_other_machines_without_tokens()
    {
        using var room = new TemporaryFolder();
        using var process = Start("serve", "--store", $"sqlite:///{room.In("runs.db")}", "--host", "0.0.0.0", "--port", "0");
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, process.ExitCode);
        Assert.Contains("usage.host", await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<string> RunAsync(HttpClient client)
    {
        using var answer = await client.PostAsJsonAsync("/api/2.0/mlflow/runs/create", new { experiment_id = "0", start_time = 1 });
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["run"]!["info"]!["run_id"]!.GetValue<string>();
    }

    private static async Task<Uri> AddressAsync(Process process) => new((await process.StandardOutput.ReadLineAsync())!.Split(' ')[^1]);

    private static Process Start(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. words]) { RedirectStandardOutput = true, RedirectStandardError = true };
        return Process.Start(start)!;
    }
}
