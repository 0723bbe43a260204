using System.Text.Json;
using Assay.Language.Models;
using Assay.Language.Tasks;

namespace Assay.Tests.Language.Models;

public sealed class ProviderTests
{
    private static readonly ModelConnection connection = new() { Variable = name => $"secret-of-{name}" };
    private static readonly TaskPrompt chat = new(null, [new ChatMessage("system", "Be brief."), new ChatMessage("user", "Hi"), new ChatMessage("user", "Who?")], false);
    private static readonly GenerationQuestion question = new(chat, new GenerationSettings(["\n", "END"], 30, 0.7), 2);

    [Fact]
    public async Task OpenAi_chat_is_spoken()
    {
        var (reply, request) = await Ask("openai:m@{0}/v1", """{"choices": [{"index": 0, "message": {"role": "assistant", "content": "It is me END or not"}}], "usage": {"prompt_tokens": 12, "completion_tokens": 5}}""");
        Assert.Equal("It is me ", reply.Text);
        Assert.Equal(new TokenUsage(12, 5), reply.Usage);
        Assert.Equal("/v1/chat/completions", request.Path);
        Assert.Contains("Authorization: Bearer secret-of-OPENAI_API_KEY", request.Headers, StringComparison.Ordinal);
        var body = JsonDocument.Parse(request.Body).RootElement;
        Assert.Equal(["system", "user", "user"], body.GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("role").GetString()));
        Assert.Equal(["\n", "END"], body.GetProperty("stop").EnumerateArray().Select(s => s.GetString()));
        Assert.Equal((30, 0.7, 1236), (body.GetProperty("max_tokens").GetInt32(), body.GetProperty("temperature").GetDouble(), body.GetProperty("seed").GetInt32()));
    }

    [Fact]
    public async Task Anthropic_messages_are_spoken()
    {
        var (reply, request) = await Ask("anthropic:m@{0}", """{"content": [{"type": "text", "text": "It is "}, {"type": "text", "text": "me"}], "usage": {"input_tokens": 9, "output_tokens": 3}}""");
        Assert.Equal("It is me", reply.Text);
        Assert.Equal(new TokenUsage(9, 3), reply.Usage);
        Assert.Equal("/v1/messages", request.Path);
        Assert.Contains("x-api-key: secret-of-ANTHROPIC_API_KEY", request.Headers, StringComparison.Ordinal);
        Assert.Contains("anthropic-version: 2023-06-01", request.Headers, StringComparison.Ordinal);
        var body = JsonDocument.Parse(request.Body).RootElement;
        Assert.Equal("Be brief.", body.GetProperty("system").GetString());
        // Turns alternate, so two of the user are one.
        Assert.Equal("Hi\n\nWho?", Assert.Single(body.GetProperty("messages").EnumerateArray()).GetProperty("content").GetString());
        // White space alone is no stop sequence there.
        Assert.Equal("END", Assert.Single(body.GetProperty("stop_sequences").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task Ollama_is_spoken()
    {
        var (reply, request) = await Ask("ollama:m@{0}", """{"message": {"role": "assistant", "content": "me"}, "done": true, "prompt_eval_count": 4, "eval_count": 1}""");
        Assert.Equal("me", reply.Text);
        Assert.Equal(new TokenUsage(4, 1), reply.Usage);
        Assert.Equal("/api/chat", request.Path);
        Assert.DoesNotContain("secret", request.Headers, StringComparison.Ordinal);
        Assert.Equal(30, JsonDocument.Parse(request.Body).RootElement.GetProperty("options").GetProperty("num_predict").GetInt32());
    }

    [Fact]
    public async Task Embeddings_of_both_protocols_come_in_order_of_the_texts()
    {
        using var endpoint = new LoopbackEndpoint(r => Task.FromResult(new LoopbackEndpoint.Response(
            r.Path == "/v1/embeddings" ? """{"data": [{"index": 1, "embedding": [0, 1]}, {"index": 0, "embedding": [1, 0]}]}""" : """{"embeddings": [[1, 0], [0, 1]]}""")));
        foreach (var address in (string[])[$"openai:m@{endpoint.Address}/v1", $"ollama:m@{endpoint.Address}"])
        {
            using var model = ModelAddress.OpenEmbeddings(address, connection);
            var found = await model.EmbedAsync(["a", "b"], TestContext.Current.CancellationToken);
            Assert.Equal([[1f, 0f], [0f, 1f]], found);
            Assert.Equal(0, EmbeddingModel.Cosine(found[0], found[1]));
        }
    }

    [Theory]
    [InlineData(429, "Retry-After: 3\r\n", true, true, 3)]
    [InlineData(429, "retry-after-ms: 1500\r\n", true, true, 1.5)]
    [InlineData(500, "", true, false, 0)]
    [InlineData(401, "", false, false, 0)]
    public async Task A_refusal_says_whether_and_when_to_ask_again_and_never_shows_the_key(int status, string headers, bool mayPass, bool isOverload, double seconds)
    {
        using var endpoint = new LoopbackEndpoint(_ => Task.FromResult(new LoopbackEndpoint.Response("""{"error": "bad key secret-of-OPENAI_API_KEY"}""", status, headers)));
        using var model = ModelAddress.Open($"openai:m@{endpoint.Address}/v1", connection);
        var refusal = await Assert.ThrowsAsync<ProviderRefusal>(() => model.AskAsync(question, TestContext.Current.CancellationToken));
        Assert.Equal((status, mayPass, isOverload, seconds), (refusal.Status, refusal.MayPass, refusal.IsOverload, refusal.RetryAfter.TotalSeconds));
        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", model.Identity, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_without_a_server_may_answer_later()
    {
        string address;
        using (var endpoint = new LoopbackEndpoint(_ => throw new InvalidOperationException()))
        {
            address = endpoint.Address;
        }

        using var model = ModelAddress.Open($"openai:m@{address}/v1", connection);
        Assert.True((await Assert.ThrowsAsync<ProviderRefusal>(() => model.AskAsync(question, TestContext.Current.CancellationToken))).MayPass);
    }

    [Fact]
    public async Task Letters_are_looked_up_among_the_likeliest_first_tokens_in_one_request()
    {
        var requests = new List<string>();
        using var endpoint = new LoopbackEndpoint(r =>
        {
            lock (requests)
            {
                requests.Add(r.Body);
            }

            return Task.FromResult(new LoopbackEndpoint.Response("""{"choices": [{"index": 0, "text": " B", "logprobs": {"tokens": [" B"], "token_logprobs": [-0.5], "top_logprobs": [{" B": -0.5, " A": -1.5, " C": -2.5}]}}]}"""));
        });
        using var model = ModelAddress.Open($"completions:m@{endpoint.Address}/v1", connection);
        var reply = await model.AskAsync(new LikelihoodQuestion("Answer:", [" A", " B", " C"]), TestContext.Current.CancellationToken);
        Assert.Equal([(-1.5, false), (-0.5, true), (-2.5, false)], reply.Likelihoods);
        Assert.Contains("\"max_tokens\":1", Assert.Single(requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Longer_choices_go_in_one_request_and_one_by_one_where_the_server_takes_one_text()
    {
        var requests = new List<string>();
        using var endpoint = new LoopbackEndpoint(r =>
        {
            lock (requests)
            {
                requests.Add(r.Body);
            }

            return Task.FromResult(r.Body.Contains("\"prompt\":[", StringComparison.Ordinal)
                ? new LoopbackEndpoint.Response("""{"error": "one text, please"}""", 400)
                : new LoopbackEndpoint.Response("""{"choices": [{"index": 0, "logprobs": {"tokens": ["Q:", " red", " kite"], "token_logprobs": [null, -1, -0.25], "top_logprobs": [null, {" red": -1}, {" kite": -0.25}], "text_offset": [0, 2, 6]}}]}"""));
        });
        using var model = ModelAddress.Open($"completions:m@{endpoint.Address}/v1", connection);
        for (var i = 0; i < 2; i++)
        {
            var reply = await model.AskAsync(new LikelihoodQuestion("Q:", [" red kite", " red kite"]), TestContext.Current.CancellationToken);
            Assert.Equal([(-1.25, true), (-1.25, true)], reply.Likelihoods);
        }

        // Refused once, then known.
        Assert.Equal(5, requests.Count);
    }

    [Fact]
    public async Task A_command_answers_lines_with_lines()
    {
        using var folder = new TemporaryFolder();
        var script = folder.Write("model.py", """
            import json, sys
            for line in sys.stdin:
                q = json.loads(line)
                if q["kind"] == "generate":
                    print(json.dumps({"text": q["messages"][-1]["content"].upper() + " END", "read": 3, "written": 1}), flush=True)
                else:
                    print(json.dumps({"likelihoods": [[-len(c), len(c) == 1] for c in q["continuations"]]}), flush=True)
            """);
        using var model = ModelAddress.Open($"command:python3 {script}", connection);
        var reply = await model.AskAsync(question, TestContext.Current.CancellationToken);
        Assert.Equal(("WHO? ", new TokenUsage(3, 1)), (reply.Text, reply.Usage));
        Assert.Equal([(-1, true), (-3, false)], (await model.AskAsync(new LikelihoodQuestion("x", ["a", "abc"]), TestContext.Current.CancellationToken)).Likelihoods);
        Assert.Equal(-4, await model.TextAsync("abcd", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_chat_client_is_a_model_and_a_model_is_a_chat_client()
    {
        using var inner = new Asking.ScriptedModel((_, _) => null);
        using var client = new ModelChatClient(new Flattened(inner));
        using var model = new ChatClientModel(client);
        // Cut at the first stop sequence, a line break.
        Assert.Equal("said: Be brief.", (await model.AskAsync(question, TestContext.Current.CancellationToken)).Text);
        Assert.Equal("usage.model-likelihood", (await Assert.ThrowsAsync<AssayException>(() => model.AskAsync(new TextQuestion("a"), TestContext.Current.CancellationToken))).Code);
    }

    private static async Task<(ModelReply Reply, LoopbackEndpoint.Request Request)> Ask(string address, string answer)
    {
        LoopbackEndpoint.Request? request = null;
        using var endpoint = new LoopbackEndpoint(r =>
        {
            request = r;
            return Task.FromResult(new LoopbackEndpoint.Response(answer));
        });
        using var model = ModelAddress.Open(string.Format(address, endpoint.Address), connection);
        var reply = await model.AskAsync(question, TestContext.Current.CancellationToken);
        Assert.Equal("usage.model-likelihood", (await Assert.ThrowsAsync<AssayException>(() => model.AskAsync(new TextQuestion("a"), TestContext.Current.CancellationToken))).Code);
        return (reply, request!);
    }

    /// <summary>A model that gets one text for the messages of a chat.</summary>
    private sealed class Flattened(LanguageModel inner) : LanguageModel
    {
        public override string Name => inner.Name;

        public override Task<ModelReply> AskAsync(ModelQuestion question, CancellationToken cancellation) =>
            inner.AskAsync(question is GenerationQuestion asked ? asked with { Prompt = new TaskPrompt(RequestJson.TextOf(asked.Prompt), null, false) } : question, cancellation);
    }
}
