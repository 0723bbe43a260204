using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Assay.Server.Frame;

/// <summary>Reads bodies of JSON and says how answers are written.</summary>
internal static class JsonText
{
    /// <summary>Deeper nesting is refused.</summary>
    private const int Deepest = 64;

    /// <summary>Compact, and only what JSON asks for is escaped: answers are never part of a page.</summary>
    internal static readonly JsonWriterOptions Options = JsonRules.Writing;

    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = Deepest };

    /// <summary>Refuses a body that does not say it is JSON: a page of another origin can POST the other types without being asked.</summary>
    /// <exception cref="Refusal">400, with MLflow's message.</exception>
    internal static void CheckType(HttpRequest request)
    {
        if (request.Method is "GET" or "DELETE")
        {
            return;
        }

        var type = request.ContentType;
        if (string.IsNullOrEmpty(type))
        {
            throw Refusal.Invalid("Bad Request. Content-Type header is missing.");
        }

        var end = type.IndexOf(';');
        if (!(end < 0 ? type.AsSpan() : type.AsSpan(0, end)).Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase))
        {
            throw Refusal.Invalid("Bad Request. Content-Type must be one of ['application/json'].");
        }
    }

    /// <summary>Reads a body whole into an array of the shared pool, to be given back by the caller; empty when nothing was sent.</summary>
    /// <exception cref="Refusal">413 beyond <paramref name="longest"/> bytes.</exception>
    internal static async ValueTask<ArraySegment<byte>> ReadAsync(HttpRequest request, int longest)
    {
        if (request.ContentLength > longest)
        {
            throw new Refusal(ErrorCode.TooLarge, $"The body of a request has at most {longest} bytes here.");
        }

        var reader = request.BodyReader;
        while (true)
        {
            var part = await reader.ReadAsync();
            if (part.Buffer.Length > longest)
            {
                throw new Refusal(ErrorCode.TooLarge, $"The body of a request has at most {longest} bytes here.");
            }

            if (part.IsCompleted)
            {
                var length = (int)part.Buffer.Length;
                var bytes = ArrayPool<byte>.Shared.Rent(length);
                part.Buffer.CopyTo(bytes);
                reader.AdvanceTo(part.Buffer.End);
                return new ArraySegment<byte>(bytes, 0, length);
            }

            reader.AdvanceTo(part.Buffer.Start, part.Buffer.End);
        }
    }

    /// <summary>The document in a body, which must stay as it is while the document lives; null when it is empty.</summary>
    /// <exception cref="Refusal">400 for what is no JSON.</exception>
    internal static JsonDocument? Parse(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length == 0)
        {
            return null;
        }

        SoundText.Check(bytes.Span);
        try
        {
            return Inner(JsonDocument.Parse(bytes, Reading));
        }
        catch (JsonException)
        {
            try
            {
                return JsonDocument.Parse(BareNumbers.Replace(bytes.Span), Reading);
            }
            catch (JsonException)
            {
                throw Refusal.Invalid($"The body of the request is not JSON, or nested deeper than {Deepest} levels.");
            }
        }
    }

    // Very old clients send their JSON as a JSON text.
    private static JsonDocument Inner(JsonDocument document)
    {
        if (document.RootElement.ValueKind != JsonValueKind.String)
        {
            return document;
        }

        var text = document.RootElement.GetString()!;
        document.Dispose();
        SoundText.Check(System.Text.Encoding.UTF8.GetBytes(text));
        return JsonDocument.Parse(text, Reading);
    }
}
