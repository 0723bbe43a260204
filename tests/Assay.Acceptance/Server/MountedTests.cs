using System.Net;
using System.Net.Http.Json;
using Assay.Server;
using Assay.Tracking;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Assay.Acceptance.Server;

/// <summary>The server within an application of someone else.</summary>
public class MountedTests
{
    [Fact]
    public async Task It_answers_beside_the_application_and_below_a_prefix_of_its()
    {
        using var room = new TemporaryFolder();
        using var store = Store.Open(room.In("runs.db"));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapGet("/hello", () => "mine");
        app.MapGroup("/tracking").MapAssay(store);
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        Assert.Equal("mine", await client.GetStringAsync("/hello", TestContext.Current.CancellationToken));
        Assert.Equal("OK", await client.GetStringAsync("/tracking/health", TestContext.Current.CancellationToken));
        using var made = await client.PostAsJsonAsync("/tracking/api/2.0/mlflow/runs/create", new { experiment_id = "0", start_time = 1 }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        var run = Assert.Single(store.List().Runs);
        using var logged = await client.PostAsJsonAsync(
            "/tracking/api/2.0/mlflow/runs/log-metric", new { run_id = run.Id, key = "loss", value = 0.5, timestamp = 1, step = 3 }, TestContext.Current.CancellationToken);
        Assert.Equal("{}", await logged.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0.5, store.Get(run.Id).Metrics["loss"].Last);
        using var elsewhere = await client.GetAsync("/api/2.0/mlflow/experiments/get?experiment_id=0", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
        await app.StopAsync(TestContext.Current.CancellationToken);
    }
}
