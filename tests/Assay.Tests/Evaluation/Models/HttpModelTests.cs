using System.Text.Json;
using Assay.Evaluation;
using Assay.Evaluation.Models;

namespace Assay.Tests.Evaluation.Models;

public class HttpModelTests
{
    private static readonly ModelSourceOptions patient = new() { TimeOut = TimeSpan.FromHours(1), Features = ["size", "main colour"] };

    [Fact]
    public void Sends_rows_in_batches_and_reads_predictions_in_order()
    {
        using var server = new LoopbackServer((_, body) => Ok($"{{\"predictions\":[{string.Join(',', Sizes(body, "rows").Select(s => s.ToString("R")))}]}}"));
        using var model = ModelSource.Open(server.Address, patient with { BatchRows = 2, Headers = new Dictionary<string, string> { ["X-Key"] = "secret" } });

        var predicted = model.Predict(SmallTable.Regression().All, CancellationToken.None);

        Assert.Equal([1, 2.5, -3, 0, 1e20], predicted);
        Assert.Equal(PredictionKind.Value, model.Kind);
        Assert.Equal(
            ["{\"rows\":[{\"size\":1,\"main colour\":\"blue, dark\"},{\"size\":2.5,\"main colour\":\"green\"}]}", "{\"rows\":[{\"size\":-3,\"main colour\":\"red\"},{\"size\":null,\"main colour\":null}]}", "{\"rows\":[{\"size\":1E\\u002B20,\"main colour\":\"blue, dark\"}]}".Replace("\\u002B", "+")],
            server.Requests.Select(r => r.Body));
        Assert.All(server.Requests, r => Assert.Equal("secret", r.Key));
    }

    [Theory]
    [InlineData(HttpFormat.Instances, "{\"instances\":[{\"size\":1,\"main colour\":\"blue, dark\"}]}")]
    [InlineData(HttpFormat.DataframeSplit, "{\"dataframe_split\":{\"columns\":[\"size\",\"main colour\"],\"data\":[[1,\"blue, dark\"]]}}")]
    public void Wraps_rows_as_other_servers_take_them(HttpFormat format, string body)
    {
        using var server = new LoopbackServer((_, _) => Ok("{\"predictions\":[[0.25,0.75]]}"));
        using var model = ModelSource.Open(server.Address, patient with { HttpFormat = format });
        Assert.Equal([0.75], model.Predict(new Assay.Data.Sample(SmallTable.Binary(), [0]), CancellationToken.None));
        Assert.Equal(body, Assert.Single(server.Requests).Body);
    }

    [Theory]
    [InlineData("[0.1,0.2,0.3,0.4,0.5]")]
    [InlineData("{\"predictions\":[[0.9,0.1],[0.8,0.2],[0.7,0.3],[0.6,0.4],[0.5,0.5]]}")]
    [InlineData("{\"predictions\":[{\"yes\":0.1},{\"yes\":0.2},{\"yes\":0.3},{\"yes\":0.4},{\"yes\":0.5}]}")]
    public void Reads_every_form_of_prediction(string body)
    {
        using var server = new LoopbackServer((_, _) => Ok(body));
        using var model = ModelSource.Open(server.Address, patient);
        Assert.Equal([0.1, 0.2, 0.3, 0.4, 0.5], model.Predict(SmallTable.Binary().All, CancellationToken.None));
    }

    [Fact]
    public void Tries_again_what_may_pass_and_waits_longer_each_time()
    {
        var clock = new EagerClock(TimeSpan.FromMinutes(1));
        using var server = new LoopbackServer((number, _) => number switch { 0 => new(503, "busy"), 1 => new(429, "slow", "7"), 2 => new(0, ""), _ => Ok("[1,2,3,4,5]") });
        using var model = ModelSource.Open(server.Address, patient with { Clock = clock });

        Assert.Equal([1, 2, 3, 4, 5.0], model.Predict(SmallTable.Regression().All, CancellationToken.None));

        Assert.Equal([0.5, 7, 2], clock.Waits.Select(w => w.TotalSeconds));
        Assert.Single(server.Requests.Select(r => r.Body).Distinct());
    }

    [Fact]
    public void Gives_up_after_the_retries_and_shows_what_the_server_said()
    {
        using var server = new LoopbackServer((_, _) => new(500, "model not loaded"));
        using var model = ModelSource.Open(server.Address, patient with { Clock = new EagerClock(TimeSpan.FromMinutes(1)), Retries = 2 });
        var error = Assert.Throws<AssayException>(() => model.Predict(SmallTable.Regression().All, CancellationToken.None));
        Assert.Equal("provider.http-status", error.Code);
        Assert.Contains("500", error.Message);
        Assert.Contains("model not loaded", error.Message);
        Assert.Contains("tried 3 times", error.Message);
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData(400, "no column \"size\"", "provider.http-status")]
    [InlineData(404, "", "provider.http-status")]
    [InlineData(200, "<html>", "provider.answer-unreadable")]
    [InlineData(200, "{\"result\":[1,2,3,4,5]}", "provider.answer-count")]
    [InlineData(200, "[1,2,3,4]", "provider.answer-count")]
    [InlineData(200, "[1,2,3,4,null]", "provider.answer-unreadable")]
    public void Refuses_at_once_what_will_not_pass(int status, string body, string code)
    {
        using var server = new LoopbackServer((_, _) => new(status, body));
        using var model = ModelSource.Open(server.Address, patient);
        var error = Assert.Throws<AssayException>(() => model.Predict(SmallTable.Regression().All, CancellationToken.None));
        Assert.Equal(code, error.Code);
        Assert.Single(server.Requests);
    }

    [Fact]
    public void A_batch_too_large_for_a_request_is_cut()
    {
        using var server = new LoopbackServer((_, body) => Ok(JsonSerializer.Serialize(Sizes(body, "rows"))));
        using var model = ModelSource.Open(server.Address, patient with { LargestBody = 120 });
        Assert.Equal([1, 2.5, -3, 0, 1e20], model.Predict(SmallTable.Regression().All, CancellationToken.None));
        Assert.All(server.Requests, r => Assert.InRange(r.Body.Length, 1, 120));
        using var narrow = ModelSource.Open(server.Address, patient with { LargestBody = 20 });
        Assert.Equal("provider.http-too-large", Assert.Throws<AssayException>(() => narrow.Predict(SmallTable.Regression().All, CancellationToken.None)).Code);
    }

    [Fact]
    public void An_answer_beyond_the_limit_is_refused()
    {
        using var server = new LoopbackServer((_, _) => Ok("[" + new string(' ', 5000) + "1,2,3,4,5]"));
        using var model = ModelSource.Open(server.Address, patient with { LargestBody = 1000 });
        Assert.Equal("provider.http-too-large", Assert.Throws<AssayException>(() => model.Predict(SmallTable.Regression().All, CancellationToken.None)).Code);
    }

    [Fact]
    public void Silence_ends_in_an_error()
    {
        using var never = new SemaphoreSlim(0);
        using var server = new LoopbackServer((_, _) =>
        {
            never.Wait();
            return Ok("[]");
        });
        using var model = ModelSource.Open(server.Address, patient with { TimeOut = TimeSpan.FromSeconds(5), Clock = new EagerClock(TimeSpan.FromSeconds(5)), Retries = 0 });
        var error = Assert.Throws<AssayException>(() => model.Predict(SmallTable.Regression().All, CancellationToken.None));
        never.Release(10);
        Assert.Equal("provider.http-time-out", error.Code);
    }

    [Fact]
    public void A_server_that_is_not_there_is_named_without_secrets_of_its_address()
    {
        string address;
        using (var server = new LoopbackServer((_, _) => Ok("[]")))
        {
            address = server.Address;
        }

        using var model = ModelSource.Open(address.Replace("http://", "http://me:secret@") + "?key=secret", patient with { Retries = 1, Clock = new EagerClock(TimeSpan.FromMinutes(1)) });
        var error = Assert.Throws<AssayException>(() => model.Predict(SmallTable.Regression().All, CancellationToken.None));
        Assert.Equal("provider.http-unreachable", error.Code);
        Assert.Contains(address, error.Message);
        Assert.DoesNotContain("secret", error.Message);
    }

    private static LoopbackServer.Answer Ok(string body) => new(200, body);

    private static double[] Sizes(string body, string list) =>
        [.. JsonDocument.Parse(body).RootElement.GetProperty(list).EnumerateArray().Select(r => r.GetProperty("size").ValueKind == JsonValueKind.Null ? 0 : r.GetProperty("size").GetDouble())];
}
