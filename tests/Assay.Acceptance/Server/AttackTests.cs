using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Assay.Server;
using Assay.Server.Security;

namespace Assay.Acceptance.Server;

/// <summary>Twenty classes of attacks, each request with its required outcome, with and without tokens.</summary>
public partial class AttackTests
{
    private const string Token = "assay_a-token-of-a-test";

    private static readonly string[] secrets = ["root:x:0:0", "CANARY-OUTSIDE", "[fonts]", "127.0.0.1\tlocalhost"];

    // Cases of a "kind" are no requests: archives for imports, which the server has none of, and digests of tables, which have tests of their own.
    public static TheoryData<string, bool> Classes
    {
        get
        {
            var classes = new TheoryData<string, bool>();
            foreach (var file in Directory.EnumerateFiles(TestData.In("tests/data/golden/attacks"), "*.jsonl").Select(f => Path.GetFileName(f)).Order())
            {
                classes.Add(file, true);
                if (!file.StartsWith("13", StringComparison.Ordinal) && !file.StartsWith("14", StringComparison.Ordinal))
                {
                    classes.Add(file, false);
                }
            }

            return classes;
        }
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public async Task Every_attack_has_its_required_outcome(string file, bool tokens)
    {
        using var keys = new TemporaryFolder();
        var list = keys.Write("tokens.txt", new TokenList.Entry(Role.Admin, "test", TokenList.HashOf(Token)).Line);
        await using var server = await TestServer.StartAsync(new AssayServerOptions { TokenFile = tokens ? list : null });
        using var sink = new TcpListener(IPAddress.Loopback, 0);
        sink.Start();
        var names = await PrepareAsync(server, tokens, ((IPEndPoint)sink.LocalEndpoint).Port);
        var before = Directory.EnumerateFileSystemEntries(server.Outside).Order().ToList();
        var wrong = new List<string>();
        foreach (var line in File.ReadLines(TestData.In($"tests/data/golden/attacks/{file}")))
        {
            var attack = JsonNode.Parse(line)!.AsObject();
            if (attack["kind"] is not null)
            {
                continue;
            }

            names["id"] = attack["id"]!.GetValue<string>();
            try
            {
                await RunAsync(server, attack, (names, tokens));
            }
            catch (Exception found)
            {
                wrong.Add($"{names["id"]} {attack["title"]}: {found.Message}");
            }

            Assert.False(sink.Pending(), $"{names["id"]} made the server open a connection.");
        }

        Assert.Equal(before, Directory.EnumerateFileSystemEntries(server.Outside).Order());
        Assert.Empty(wrong);
    }

    private static async Task RunAsync(TestServer server, JsonObject attack, (Dictionary<string, string> Names, bool Tokens) state)
    {
        if (attack["filesystem"] is { } link)
        {
            File.CreateSymbolicLink(Fill(link["symlink"]!.GetValue<string>(), state.Names), Fill(link["to"]!.GetValue<string>(), state.Names));
        }

        foreach (var step in attack["steps"]!.AsArray().Select(s => s!.AsObject()))
        {
            if ((step["generate"]?["slow"] ?? step["request"]!["generate"]?["slow"]) is not null)
            {
                await OthersAreServedAsync(server);
                continue;
            }

            if (Hole().Matches(step["request"]!.ToJsonString()).Any(h => !state.Names.ContainsKey(h.Groups[1].Value)))
            {
                continue;
            }

            foreach (var request in AttackRequest.Of(step, text => Fill(text, state.Names)))
            {
                var bare = !state.Tokens || attack.ContainsKey("server") || request.Headers.Any(h => h.Key == "Authorization");
                var answer = await server.SendAsync(bare ? request : request with { Headers = [.. request.Headers, KeyValuePair.Create("Authorization", $"Bearer {Token}")] });
                Judge(step["expect"]!.AsObject(), answer);
                Keep(step["expect"]!, answer, state.Names);
            }
        }

        Assert.Equal(200, (await server.SendAsync(new RawRequest("GET", "/health"))).Status);
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(server.Outside), f => f.Contains("pwned", StringComparison.Ordinal));
    }

    private static void Judge(JsonObject expect, RawAnswer answer)
    {
        var ranges = expect["status"]?.AsArray().Select(r => (From: r![0]!.GetValue<int>(), To: r[1]!.GetValue<int>())).ToList() ?? [];
        if (answer.Status == 0)
        {
            Assert.True(expect["closed_ok"] is not null || ranges.TrueForAll(r => r.From >= 400), "closed without an answer");
            return;
        }

        Assert.True(ranges.Exists(r => answer.Status >= r.From && answer.Status <= r.To), $"status {answer.Status}: {answer.Text[..Math.Min(answer.Text.Length, 200)]}");
        var text = Encoding.Latin1.GetString(answer.Body);
        Assert.All(secrets.Concat(Texts(expect["body_excludes"])), secret => Assert.DoesNotContain(secret, text));
        foreach (var rule in new[] { "headers", answer.Status is >= 200 and < 300 ? "headers_if_2xx" : "" })
        {
            Assert.All(expect[rule]?.AsObject() ?? [], header => Assert.Matches(new Regex(header.Value!.GetValue<string>(), RegexOptions.IgnoreCase), answer.Header(header.Key)));
        }

        Assert.All(Texts(expect["header_absent"]), header => Assert.False(answer.Headers.ContainsKey(header), $"header {header}"));
        Assert.False(expect["never_2xx"] is not null && answer.Status is >= 200 and < 300, "answered without credentials");
        if (expect["rows_at_most"] is { } rows && answer.Status == 200)
        {
            Assert.True((JsonNode.Parse(answer.Text)!["runs"]?.AsArray().Count ?? 0) <= rows.GetValue<int>(), "the filter let rows through");
        }
    }

    // 200 connections that send a byte now and then must not keep another from its answer.
    private static async Task OthersAreServedAsync(TestServer server)
    {
        var slow = new List<TcpClient>();
        try
        {
            for (var i = 0; i < 200; i++)
            {
                var client = new TcpClient();
                await client.ConnectAsync(server.EndPoint);
                await client.GetStream().WriteAsync("G"u8.ToArray());
                slow.Add(client);
            }

            Assert.Equal(200, (await server.SendAsync(new RawRequest("GET", "/health"))).Status);
        }
        finally
        {
            slow.ForEach(client => client.Dispose());
        }
    }

    private static async Task<Dictionary<string, string>> PrepareAsync(TestServer server, bool tokens, int sink)
    {
        await File.WriteAllTextAsync(Path.Combine(server.Outside, "canary.txt"), "CANARY-OUTSIDE");
        Directory.CreateDirectory(server.Artifacts);
        var names = new Dictionary<string, string>
        {
            ["host"] = $"{server.EndPoint}",
            ["hostname"] = "127.0.0.1",
            ["sink"] = $"{sink}",
            ["model"] = "attacked",
            ["outside"] = server.Outside,
            ["artifacts"] = server.Artifacts,
        };
        names["exp"] = (await PostAsync("experiments/create", new { name = "attacked" }))["experiment_id"]!.GetValue<string>();
        names["run"] = (await PostAsync("runs/create", new { experiment_id = names["exp"], run_name = "victim", start_time = 1 }))["run"]!["info"]!["run_id"]!.GetValue<string>();
        await PostAsync("runs/log-batch", new { run_id = names["run"], metrics = new[] { new { key = "m", value = 2, timestamp = 1, step = 0 } }, tags = new[] { new { key = "a", value = "t" } } });
        await server.SendAsync(Request("PUT", $"/api/2.0/mlflow-artifacts/artifacts/{names["exp"]}/{names["run"]}/artifacts/ok.txt", "inside"));
        await PostAsync("registered-models/create", new { name = "attacked" });
        await PostAsync("model-versions/create", new { name = "attacked", source = $"mlflow-artifacts:/{names["exp"]}/{names["run"]}/artifacts", run_id = names["run"] });
        return names;

        RawRequest Request(string method, string target, string body) => new(method, target)
        {
            Headers = [KeyValuePair.Create("Content-Type", "application/json"), .. tokens ? [KeyValuePair.Create("Authorization", $"Bearer {Token}")] : Array.Empty<KeyValuePair<string, string>>()],
            Body = Encoding.UTF8.GetBytes(body),
        };

        async Task<JsonObject> PostAsync<T>(string path, T body)
        {
            var answer = await server.SendAsync(Request("POST", $"/api/2.0/mlflow/{path}", System.Text.Json.JsonSerializer.Serialize(body)));
            Assert.True(answer.Status == 200, $"{path}: {answer.Text}");
            return JsonNode.Parse(answer.Text)!.AsObject();
        }
    }

    private static void Keep(JsonNode expect, RawAnswer answer, Dictionary<string, string> names)
    {
        if (expect["keep"] is { } field && answer.Status == 200 && Regex.Match(answer.Text, $"\"{field}\"\\s*:\\s*\"([^\"]+)\"") is { Success: true } found)
        {
            names[field.GetValue<string>()] = found.Groups[1].Value;
        }
    }

    private static IEnumerable<string> Texts(JsonNode? list) => list?.AsArray().Select(t => t!.GetValue<string>()) ?? [];

    private static string Fill(string text, Dictionary<string, string> names) =>
        Hole().Replace(text, hole => names.TryGetValue(hole.Groups[1].Value, out var value) ? value : hole.Value);

    [GeneratedRegex(@"\{\{([a-z_]+)\}\}")]
    private static partial Regex Hole();
}
