using System.Net;
using System.Net.Sockets;
using System.Text;
using Assay.Language.Python;
using Assay.Language.Tasks;

namespace Assay.Language.Models;

/// <summary>A local model behind OpenAI's protocol on the loopback, so that clients can be tried on a real model without a network.</summary>
internal sealed class LocalServer : IDisposable
{
    private readonly LocalModel model;
    private readonly HttpListener listener = new();

    private LocalServer(LocalModel model, int port)
    {
        this.model = model;
        Address = new Uri($"http://127.0.0.1:{port}/v1");
        listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        listener.Start();
    }

    /// <summary>The address clients are given.</summary>
    public Uri Address { get; }

    /// <summary>Listens on a port; 0 takes a free one.</summary>
    public static LocalServer Start(LocalModel model, int port)
    {
        if (port == 0)
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        try
        {
            return new LocalServer(model, port);
        }
        catch (HttpListenerException taken)
        {
            throw new AssayException("usage.port-taken", $"Port {port} cannot be listened on: {taken.Message} Give another, or 0 for a free one.", taken);
        }
    }

    /// <summary>Answers one request after another until it is cancelled: the model thinks about one text at a time.</summary>
    public async Task ServeAsync(CancellationToken cancellation)
    {
        using var stop = cancellation.Register(listener.Stop);
        while (!cancellation.IsCancellationRequested)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException && cancellation.IsCancellationRequested)
            {
                return;
            }

            await AnswerAsync(context, cancellation);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => ((IDisposable)listener).Dispose();

    private async Task AnswerAsync(HttpListenerContext context, CancellationToken cancellation)
    {
        PythonDictionary answer;
        try
        {
            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            var body = await reader.ReadToEndAsync(cancellation);
            answer = await Route(context.Request.Url!.AbsolutePath, body, cancellation);
        }
        catch (Exception wrong) when (wrong is AssayException or PythonException or System.Text.Json.JsonException or InvalidCastException)
        {
            context.Response.StatusCode = 400;
            answer = new PythonDictionary { ["error"] = new PythonDictionary { ["message"] = wrong.Message, ["type"] = "invalid_request_error" } };
        }

        var octets = Encoding.UTF8.GetBytes(PythonJson.Dump(answer));
        context.Response.ContentType = "application/json";
        context.Response.ContentLength64 = octets.Length;
        await context.Response.OutputStream.WriteAsync(octets, cancellation);
        context.Response.Close();
    }

    private async Task<PythonDictionary> Route(string path, string body, CancellationToken cancellation)
    {
        if (path.EndsWith("/models", StringComparison.Ordinal))
        {
            return Listed([new PythonDictionary { ["id"] = model.Name, ["object"] = "model", ["owned_by"] = "local" }]);
        }

        var request = (PythonDictionary)PythonJson.Parse(body)!;
        if (path.EndsWith("/chat/completions", StringComparison.Ordinal))
        {
            var text = string.Join('\n', PythonOperators.Iterate(request["messages"]).Select(m => PythonText.Str(((PythonDictionary)m!)["content"])));
            var said = await model.GenerateAsync(new TaskPrompt(text, null, false), Settings(request), cancellation);
            return Made("chat.completion", [new PythonDictionary { ["index"] = 0L, ["message"] = new PythonDictionary { ["role"] = "assistant", ["content"] = said }, ["finish_reason"] = "stop" }]);
        }

        if (!path.EndsWith("/completions", StringComparison.Ordinal))
        {
            throw new AssayException("usage.path", $"There is nothing at {path}: /v1/models, /v1/completions and /v1/chat/completions are served.");
        }

        var prompts = request["prompt"] is List<object?> several ? several : [request["prompt"]];
        var choices = new List<object?>();
        foreach (var (i, prompt) in prompts.Index())
        {
            choices.Add(await Completion(i, PythonText.Str(prompt), request, cancellation));
        }

        return Made("text_completion", choices);
    }

    private async Task<PythonDictionary> Completion(int index, string prompt, PythonDictionary request, CancellationToken cancellation)
    {
        var echo = request.TryGet("echo", out var e) && PythonOperators.Truth(e);
        var settings = Settings(request);
        var said = settings.MostTokens > 0 ? await model.GenerateAsync(new TaskPrompt(prompt, null, false), settings, cancellation) : "";
        var made = new PythonDictionary { ["index"] = (long)index, ["text"] = echo ? prompt + said : said, ["finish_reason"] = "stop", ["logprobs"] = null };
        if (request.TryGet("logprobs", out var wanted) && wanted is not null)
        {
            made["logprobs"] = LogProbabilities(echo ? prompt + said : said, echo ? "" : prompt, PythonOperators.ToIndex(wanted));
        }

        return made;
    }

    // Every token behind the context, with its own log-probability, the likeliest tokens', and where it begins.
    private PythonDictionary LogProbabilities(string text, string context, int most)
    {
        var (before, after) = text.Length == 0 ? ([1], []) : model.Pair(context, text);
        var (numbers, likeliest) = model.Scored(before, after, most);
        var (tokens, best, offsets, at) = (new List<object?>(), new List<object?>(), new List<object?>(), 0L);
        for (var i = 0; i < after.Count; i++)
        {
            var piece = model.Tokenizer.Decode([after[i]], i == 0 ? before[^1] : after[i - 1]);
            tokens.Add(piece);
            best.Add(new PythonDictionary(likeliest[i].GroupBy(t => model.Tokenizer.Decode([t.Token], 0)).Select(t => KeyValuePair.Create(t.Key, (object?)t.First().LogProbability))));
            offsets.Add(at);
            at += piece.Length;
        }

        return new PythonDictionary { ["tokens"] = tokens, ["token_logprobs"] = numbers.Cast<object?>().ToList(), ["top_logprobs"] = best, ["text_offset"] = offsets };
    }

    private static GenerationSettings Settings(PythonDictionary request)
    {
        var stop = request.TryGet("stop", out var given) ? given : null;
        var most = ((string[])["max_tokens", "max_completion_tokens"]).Where(k => request.TryGet(k, out var v) && v is not null).Select(k => PythonOperators.ToIndex(request[k])).FirstOrDefault(16);
        var temperature = request.TryGet("temperature", out var t) && t is not null ? PythonOperators.ToDouble(t) : 0;
        return new GenerationSettings(stop is null ? [] : stop is string one ? [one] : [.. PythonOperators.Iterate(stop).Select(PythonText.Str)], most, temperature);
    }

    private static PythonDictionary Listed(List<object?> data) => new() { ["object"] = "list", ["data"] = data };

    private PythonDictionary Made(string kind, List<object?> choices) => new() { ["id"] = "local", ["object"] = kind, ["created"] = 0L, ["model"] = model.Name, ["choices"] = choices };
}
