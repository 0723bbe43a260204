using System.Buffers;
using System.Text.Json;
using Assay.Server.Messages;
using Assay.Server.Security;
using Assay.Tracking;
using Microsoft.AspNetCore.Http;

namespace Assay.Server.Frame;

/// <summary>One request on its way: what was sent, the store to ask, and the answer.</summary>
internal sealed class Call(HttpContext context, AssayServer server) : IDisposable
{
    // One buffer a thread for answers; a large one is given back to the collector.
    private const int KeptBuffer = 1 << 20;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? buffer;

    private JsonDocument? body;
    private ArraySegment<byte> received;
    private string[] values = [];
    private Route? route;

    internal HttpContext Context => context;

    internal AssayServer Server => server;

    internal Store Store => server.Store;

    /// <summary>Ends when the client goes away.</summary>
    internal CancellationToken Cancellation => context.RequestAborted;

    /// <summary>When it came in, as a timestamp of the system's clock.</summary>
    internal long Started { get; } = System.Diagnostics.Stopwatch.GetTimestamp();

    /// <summary>The role of its token.</summary>
    internal Role Role { get; set; }

    /// <summary>The route, or null while none was chosen.</summary>
    internal Route? RouteOrNull => route;

    internal Route Route => route ?? throw new InvalidOperationException("No route was chosen.");

    /// <summary>What the path holds in place of a part in braces, by its number.</summary>
    internal string PathValue(int index) => values[index];

    /// <summary>The request as a message: from the query of a GET, or from the JSON body.</summary>
    /// <exception cref="Refusal">What MLflow's server refuses in it.</exception>
    internal Input Read(Message message)
    {
        if (route!.Method == "GET" && context.Request.QueryString.HasValue && context.Request.QueryString.Value!.Length > 1)
        {
            using var query = QueryMessage.Of(message, context.Request.Query);
            return message.Read(query.RootElement);
        }

        return message.Read(body?.RootElement);
    }

    /// <summary>The first value of a name in the query, or null.</summary>
    internal string? Query(string name) => context.Request.Query.TryGetValue(name, out var found) ? found[0] : null;

    /// <summary>The body as it was sent; null when there was none.</summary>
    internal JsonElement? Body => body?.RootElement;

    /// <summary>Answers with an empty JSON object.</summary>
    internal Task Nothing() => Send("{}"u8.ToArray(), 200);

    /// <summary>Answers with one JSON document.</summary>
    internal Task Json(Action<Utf8JsonWriter> write, int status = 200)
    {
        var target = buffer ??= new ArrayBufferWriter<byte>(4096);
        target.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(target, JsonText.Options))
        {
            write(writer);
        }

        if (target.Capacity > KeptBuffer)
        {
            buffer = null;
        }

        return Send(target.WrittenMemory, status);
    }

    /// <summary>Answers with one JSON object whose properties are written by the caller.</summary>
    internal Task Object(Action<Utf8JsonWriter> write) => Json(json =>
    {
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
    });

    /// <summary>Answers with a plain text.</summary>
    internal Task Text(string text, string type = "text/html; charset=utf-8")
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        context.Response.ContentType = type;
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes).AsTask();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        body?.Dispose();
        if (received is { Array: { } array })
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }

    internal void Choose(Route chosen, string[] pathValues) => (route, values) = (chosen, pathValues);

    /// <summary>Takes over the bytes of the body, from the shared pool.</summary>
    internal void Receive(ArraySegment<byte> bytes) => received = bytes;

    /// <summary>Reads the bytes as JSON.</summary>
    /// <exception cref="Refusal">400 for what is no JSON.</exception>
    internal void Parse() => body = JsonText.Parse(received);

    /// <summary>Does the route's work.</summary>
    internal Task Answer()
    {
        if (Route.Quick?.Invoke(this, received) is { } quick)
        {
            return quick;
        }

        Parse();
        return Route.Answer(this);
    }

    private Task Send(ReadOnlyMemory<byte> json, int status)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.ContentLength = json.Length;
        // The bytes are copied before this returns, so the thread's buffer is free again.
        return response.BodyWriter.WriteAsync(json).AsTask();
    }
}
