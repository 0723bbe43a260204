using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Assay.Server;

namespace Assay.Acceptance.Server;

/// <summary>What no recorded exchange holds: uploads in parts, MLflow 3, GraphQL, long request lines, outside artifact roots.</summary>
public class ProtocolTests
{
    private const string Api = "/api/2.0/mlflow";

    [Fact]
    public async Task A_file_sent_in_parts_appears_whole_and_only_when_complete()
    {
        await using var server = await TestServer.StartAsync();
        var begun = await PostAsync(server, "/api/2.0/mlflow-artifacts/mpu/create/loose/folder", new { path = "/home/anna/big.bin", num_parts = 2 });
        var upload = begun["upload_id"]!.GetValue<string>();
        var parts = new JsonArray();
        foreach (var (part, text) in new[] { (1, "first "), (2, "second") })
        {
            var address = new Uri(begun["credentials"]![part - 1]!["url"]!.GetValue<string>());
            var sent = await server.SendAsync(new RawRequest("PUT", address.PathAndQuery) { Body = Encoding.UTF8.GetBytes(text) });
            parts.Add(new JsonObject { ["part_number"] = part, ["etag"] = sent.Header("ETag"), ["url"] = address.ToString() });
        }

        Assert.Equal(404, (await GetAsync(server, "/api/2.0/mlflow-artifacts/artifacts/loose/folder/big.bin")).Status);
        await PostAsync(server, "/api/2.0/mlflow-artifacts/mpu/complete/loose/folder", new { path = "big.bin", upload_id = upload, parts });
        Assert.Equal("first second", (await GetAsync(server, "/api/2.0/mlflow-artifacts/artifacts/loose/folder/big.bin")).Text);
        Assert.Single(Directory.EnumerateFiles(server.Artifacts, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task What_is_no_character_is_refused_and_nothing_is_kept()
    {
        await using var server = await TestServer.StartAsync();
        var run = (await PostAsync(server, Api + "/runs/create", new { experiment_id = "0" }))["run"]!["info"]!["run_id"]!.GetValue<string>();
        async Task<int> Status(string route, byte[] body) => (await server.SendAsync(new RawRequest("POST", $"{Api}/runs/{route}")
        {
            Headers = [KeyValuePair.Create("Content-Type", "application/json")],
            Body = body,
        })).Status;
        byte[] Tag(string value) => Encoding.UTF8.GetBytes($"{{\"run_id\": \"{run}\", \"key\": \"k\", \"value\": \"{value}\"}}");
        var broken = Tag("?");
        broken[^3] = 0xFF;
        Assert.Equal(400, await Status("set-tag", broken));
        Assert.Equal(400, await Status("set-tag", Tag("\\ud800")));
        Assert.Equal(400, await Status("set-tag", Tag("\\udc00 x")));
        Assert.Equal(200, await Status("set-tag", Tag("\\ud83d\\ude00 \\\\ud800")));
        var kept = JsonNode.Parse((await GetAsync(server, $"{Api}/runs/get?run_id={run}")).Text)!["run"]!["data"]!;
        Assert.Equal("\U0001F600 \\ud800", kept["tags"]!.AsArray().Single(t => t!["key"]!.GetValue<string>() == "k")!["value"]!.GetValue<string>());
        Assert.Equal(404, (await GetAsync(server, $"{Api}/runs/get?run_id=%ff%00")).Status);
    }

    [Fact]
    public async Task A_name_is_a_file_or_a_folder_and_never_both()
    {
        await using var server = await TestServer.StartAsync();
        var run = (await PostAsync(server, Api + "/runs/create", new { experiment_id = "0" }))["run"]!["info"]!["run_id"]!.GetValue<string>();
        foreach (var root in new[] { "/api/2.0/mlflow-artifacts/artifacts/loose", $"/api/2.0/mlflow-artifacts/artifacts/0/{run}/artifacts" })
        {
            async Task<int> Put(string name) => (await server.SendAsync(new RawRequest("PUT", $"{root}/{name}") { Body = "x"u8.ToArray() })).Status;
            Assert.Equal(200, await Put("a.txt"));
            Assert.Equal(200, await Put("a.txt"));
            Assert.Equal(400, await Put("a.txt/x"));
            Assert.Equal(400, await Put("a.txt/x/y"));
            Assert.Equal(200, await Put("d/x"));
            Assert.Equal(400, await Put("d"));
            Assert.Equal(200, await Put("d0"));
        }

        var upload = await server.SendAsync(new RawRequest("POST", $"/ajax-api/2.0/mlflow/upload-artifact?run_id={run}&path=.")
        {
            Headers = [KeyValuePair.Create("Content-Type", "application/octet-stream")],
            Body = "x"u8.ToArray(),
        });
        Assert.Equal(400, upload.Status);
        Assert.Equal(400, (await server.SendAsync(new RawRequest("PUT", "/api/2.0/mlflow-artifacts/artifacts/.") { Body = "x"u8.ToArray() })).Status);
        Assert.Equal(400, (await server.SendAsync(new RawRequest("PUT", $"/api/2.0/mlflow-artifacts/artifacts/0/{run}/artifacts/.") { Body = "x"u8.ToArray() })).Status);
    }

    [Fact]
    public async Task An_aborted_upload_leaves_nothing()
    {
        await using var server = await TestServer.StartAsync();
        var begun = await PostAsync(server, "/api/2.0/mlflow-artifacts/mpu/create/f", new { path = "big.bin", num_parts = 3 });
        var address = new Uri(begun["credentials"]![0]!["url"]!.GetValue<string>());
        await server.SendAsync(new RawRequest("PUT", address.PathAndQuery) { Body = "part"u8.ToArray() });
        await PostAsync(server, "/api/2.0/mlflow-artifacts/mpu/abort/f", new { path = "big.bin", upload_id = begun["upload_id"]!.GetValue<string>() });
        Assert.Empty(Directory.EnumerateFiles(server.Artifacts, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_logged_model_is_made_finished_tagged_found_registered_and_deleted()
    {
        await using var server = await TestServer.StartAsync();
        var made = await PostAsync(server, Api + "/logged-models", new
        {
            experiment_id = "0",
            name = "ranker",
            model_type = "classifier",
            @params = new[] { new { key = "depth", value = "3" } },
            tags = new[] { new { key = "team", value = "a" } },
        });
        var id = made["model"]!["info"]!["model_id"]!.GetValue<string>();
        Assert.Matches("^m-[0-9a-f]{32}$", id);
        Assert.Equal($"mlflow-artifacts:/0/models/{id}/artifacts", made["model"]!["info"]!["artifact_uri"]!.GetValue<string>());
        Assert.Equal("LOGGED_MODEL_PENDING", made["model"]!["info"]!["status"]!.GetValue<string>());

        var ready = await SendAsync(server, "PATCH", $"{Api}/logged-models/{id}", new { model_id = id, status = "LOGGED_MODEL_READY" });
        Assert.Equal("LOGGED_MODEL_READY", ready["model"]!["info"]!["status"]!.GetValue<string>());
        await PostAsync(server, $"{Api}/logged-models/{id}/params", new { @params = new[] { new { key = "rate", value = "0.1" } } });
        await SendAsync(server, "PATCH", $"{Api}/logged-models/{id}/tags", new { tags = new[] { new { key = "b/c", value = "d" } } });
        await PostAsync(server, Api + "/registered-models/create", new { name = "ranker" });
        await PostAsync(server, Api + "/model-versions/create", new { name = "ranker", source = $"models:/{id}", model_id = id });
        var uri = JsonNode.Parse((await GetAsync(server, $"{Api}/model-versions/get-download-uri?name=ranker&version=1")).Text)!["artifact_uri"]!;
        Assert.Equal($"mlflow-artifacts:/0/models/{id}/artifacts", uri.GetValue<string>());

        var found = await PostAsync(server, Api + "/logged-models/search", new { experiment_ids = new[] { "0" }, filter = "params.depth = '3' AND tags.team = 'a'" });
        var info = found["models"]![0]!["info"]!;
        Assert.Equal("ranker", info["registrations"]![0]!["name"]!.GetValue<string>());
        await SendAsync(server, "DELETE", $"{Api}/logged-models/{id}", null);
        Assert.Equal(404, (await GetAsync(server, $"{Api}/logged-models/{id}")).Status);
    }

    [Fact]
    public async Task A_page_of_logged_models_belongs_to_its_question()
    {
        await using var server = await TestServer.StartAsync();
        await PostAsync(server, Api + "/logged-models", new { experiment_id = "0" });
        await PostAsync(server, Api + "/logged-models", new { experiment_id = "0" });
        var page = await PostAsync(server, Api + "/logged-models/search", new { experiment_ids = new[] { "0" }, max_results = 1 });
        var token = page["next_page_token"]!.GetValue<string>();
        Assert.Single((await PostAsync(server, Api + "/logged-models/search", new { experiment_ids = new[] { "0" }, max_results = 1, page_token = token }))["models"]!.AsArray());
        var other = await server.SendAsync(Request("POST", Api + "/logged-models/search", new { experiment_ids = new[] { "0" }, filter = "name != 'x'", page_token = token }));
        Assert.Equal(400, other.Status);
    }

    [Fact]
    public async Task A_trace_is_kept_replaced_searched_tagged_and_deleted()
    {
        await using var server = await TestServer.StartAsync();
        foreach (var state in new[] { "IN_PROGRESS", "OK" })
        {
            var kept = await PostAsync(server, "/api/3.0/mlflow/traces", new
            {
                trace = new
                {
                    trace_info = new
                    {
                        trace_id = "tr-1",
                        trace_location = new { type = "MLFLOW_EXPERIMENT", mlflow_experiment = new { experiment_id = "0" } },
                        request_time = "2025-11-19T10:00:00.123Z",
                        execution_duration = "0.250s",
                        state,
                        trace_metadata = new { source = "x" },
                        tags = new Dictionary<string, string> { ["mlflow.traceName"] = "predict" },
                    },
                },
            });
            var info = kept["trace"]!["trace_info"]!;
            Assert.Equal(("2025-11-19T10:00:00.123Z", "0.25s", state), (info["request_time"]!.GetValue<string>(), info["execution_duration"]!.GetValue<string>(), info["state"]!.GetValue<string>()));
            Assert.Equal("mlflow-artifacts:/0/traces/tr-1/artifacts", info["tags"]!["mlflow.artifactLocation"]!.GetValue<string>());
        }

        await SendAsync(server, "PATCH", "/api/3.0/mlflow/traces/tr-1/tags", new { key = "a", value = "b" });
        var locations = new[] { new { type = "MLFLOW_EXPERIMENT", mlflow_experiment = new { experiment_id = "0" } } };
        var found = await PostAsync(server, "/api/3.0/mlflow/traces/search", new { locations, filter = "tags.a = 'b' AND status = 'OK'", order_by = new[] { "timestamp_ms DESC" } });
        Assert.Equal("tr-1", Assert.Single(found["traces"]!.AsArray())!["trace_id"]!.GetValue<string>());
        await SendAsync(server, "DELETE", "/api/3.0/mlflow/traces/tr-1/tags?key=a", null);
        var deleted = await PostAsync(server, "/api/3.0/mlflow/traces/delete-traces", new { experiment_id = "0", max_timestamp_millis = 1_900_000_000_000 });
        Assert.Equal(1, deleted["traces_deleted"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_trace_of_version_two_starts_and_ends()
    {
        await using var server = await TestServer.StartAsync();
        var pair = new[] { new { key = "meta", value = "apple" } };
        var begun = (await PostAsync(server, Api + "/traces", new { experiment_id = "0", timestamp_ms = 1000, request_metadata = pair, tags = pair }))["trace_info"]!;
        Assert.Equal("IN_PROGRESS", begun["status"]!.GetValue<string>());
        var id = begun["request_id"]!.GetValue<string>();
        var ended = (await SendAsync(server, "PATCH", $"{Api}/traces/{id}", new { timestamp_ms = 3000, status = "OK", request_metadata = Array.Empty<int>(), tags = pair }))["trace_info"]!;
        Assert.Equal((2000, "OK"), (ended["execution_time_ms"]!.GetValue<int>(), ended["status"]!.GetValue<string>()));
        Assert.Contains(id, (await GetAsync(server, $"{Api}/traces?experiment_ids=0&max_results=5")).Text);
    }

    [Fact]
    public async Task The_queries_of_the_browser_are_answered()
    {
        await using var server = await TestServer.StartAsync();
        await PostAsync(server, Api + "/registered-models/create", new { name = "m" });
        var run = (await PostAsync(server, Api + "/runs/create", new { experiment_id = "0", start_time = 1 }))["run"]!["info"]!["run_id"]!.GetValue<string>();
        await PostAsync(server, Api + "/model-versions/create", new { name = "m", source = "runs:/some/model", run_id = run });
        var answer = await PostAsync(server, "/graphql", new
        {
            query = $$"""query testQuery @component(name: "Test") { mlflowGetRun(input: {runId: "{{run}}"}) { run { info { status } experiment { name } modelVersions { name } } } }""",
            operationName = "testQuery",
        });
        var found = answer["data"]!["mlflowGetRun"]!["run"]!;
        Assert.Null(answer["errors"]);
        Assert.Equal("RUNNING Default m", $"{found["info"]!["status"]} {found["experiment"]!["name"]} {found["modelVersions"]![0]!["name"]}");
        Assert.Equal("abc", (await PostAsync(server, "/graphql", new { query = "query q {test(inputString: \"abc\") { output }}" }))["data"]!["test"]!["output"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("root fields", "at most 10 root fields")]
    [InlineData("aliases", "at most 10 aliases")]
    [InlineData("depth", "maximum depth of 10")]
    [InlineData("selections", "maximum total selections of 1000")]
    public async Task A_query_that_is_too_large_is_told_so(string what, string message)
    {
        await using var server = await TestServer.StartAsync();
        string Repeat(int count, Func<int, string> part) => string.Join(' ', Enumerable.Range(0, count).Select(part));
        var query = what switch
        {
            "root fields" => $"query q {{ {Repeat(12, i => $"key_{i}: test(inputString: \"abc\") {{ output }}")} }}",
            "aliases" => $"query q {{ mlflowGetExperiment(input: {{experimentId: \"0\"}}) {{ {Repeat(12, i => $"e_{i}: experiment {{ name }}")} }} }}",
            "depth" => $"query q {{ mlflowGetExperiment(input: {{experimentId: \"0\"}}) {{ experiment {{ {Repeat(12, _ => "name {")} name {Repeat(12, _ => "}")} }} }} }}",
            _ => $"query q {{ mlflowGetExperiment(input: {{experimentId: \"0\"}}) {{ experiment {{ {Repeat(1002, i => $"field_{i} {{ name }}")} }} }} }}",
        };
        Assert.Contains(message, (await PostAsync(server, "/graphql", new { query }))["errors"]![0]!.GetValue<string>());
    }

    [Fact]
    public async Task Request_lines_of_sixty_thousand_bytes_are_taken()
    {
        await using var server = await TestServer.StartAsync();
        Assert.Equal(404, (await GetAsync(server, $"{Api}/experiments/get?experiment_id={new string('9', 60_000)}")).Status);
    }

    [Fact]
    public async Task An_artifact_root_elsewhere_is_told_and_never_opened()
    {
        await using var server = await TestServer.StartAsync(new AssayServerOptions { DefaultArtifactRoot = "file:///shared/artifacts" });
        var experiment = (await PostAsync(server, Api + "/experiments/create", new { name = "e" }))["experiment_id"]!.GetValue<string>();
        var info = (await PostAsync(server, Api + "/runs/create", new { experiment_id = experiment, start_time = 1 }))["run"]!["info"]!;
        var (run, uri) = (info["run_id"]!.GetValue<string>(), info["artifact_uri"]!.GetValue<string>());
        Assert.Equal($"file:///shared/artifacts/{experiment}/{run}/artifacts", uri);
        await PostAsync(server, Api + "/registered-models/create", new { name = "m" });
        await PostAsync(server, Api + "/model-versions/create", new { name = "m", source = uri + "/model/..", run_id = run });
        var outside = await server.SendAsync(Request("POST", Api + "/model-versions/create", new { name = "m", source = "file:///tmp", run_id = run }));
        Assert.Contains("To use a local path as a model version", outside.Text);
        Assert.Equal(404, (await GetAsync(server, $"/get-artifact?run_id={run}&path=x")).Status);
        Assert.False(Directory.Exists("/shared/artifacts"));
    }

    private static async Task<JsonObject> PostAsync<T>(TestServer server, string target, T body) => await SendAsync(server, "POST", target, body);

    private static async Task<JsonObject> SendAsync(TestServer server, string method, string target, object? body)
    {
        var answer = await server.SendAsync(Request(method, target, body));
        Assert.True(answer.Status == 200, $"{method} {target}: {answer.Status} {answer.Text}");
        return JsonNode.Parse(answer.Text)!.AsObject();
    }

    private static Task<RawAnswer> GetAsync(TestServer server, string target) => server.SendAsync(new RawRequest("GET", target));

    private static RawRequest Request(string method, string target, object? body) => new(method, target)
    {
        Headers = body is null ? [] : [KeyValuePair.Create("Content-Type", "application/json")],
        Body = body is null ? null : JsonSerializer.SerializeToUtf8Bytes(body),
    };
}
