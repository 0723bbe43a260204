using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Assay.Language.Models;

/// <summary>Posts JSON to an address, once; every failure that is not the user's is a <see cref="ProviderRefusal"/>.</summary>
internal sealed class Endpoint : IDisposable
{
    private const int ShownCharacters = 300;
    private readonly string address;
    private readonly HttpClient client;
    private readonly ModelConnection connection;
    private readonly string[] secrets;

    /// <param name="address">The address up to the path of requests, such as <c>http://host/v1</c>.</param>
    /// <param name="headers">Sent with every request; never shown.</param>
    /// <param name="connection">Time limits and the clock.</param>
    public Endpoint(Uri address, IReadOnlyDictionary<string, string> headers, ModelConnection connection)
    {
        this.address = address.ToString().TrimEnd('/');
        this.connection = connection;
        secrets = [.. headers.Values.SelectMany(v => v.Split(' ')).Where(v => v.Length > 7)];
        client = new HttpClient(new SocketsHttpHandler
        {
            // A redirect would carry the key to an address nobody gave.
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            MaxConnectionsPerServer = int.MaxValue,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        })
        { Timeout = connection.TimeOut };
        foreach (var (name, value) in headers)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        }
    }

    /// <summary>The answer's document.</summary>
    /// <exception cref="ProviderRefusal">No answer, or one that is not a success or not JSON.</exception>
    public async Task<JsonDocument> PostAsync(string path, Action<Utf8JsonWriter> body, CancellationToken cancellation)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, JsonRules.Writing))
        {
            writer.WriteStartObject();
            body(writer);
            writer.WriteEndObject();
        }

        try
        {
            using var content = new ReadOnlyMemoryContent(buffer.WrittenMemory);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var response = await client.PostAsync($"{address}/{path}", content, cancellation).ConfigureAwait(false);
            var octets = await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? JsonDocument.Parse(octets) : throw Refused(response, path, octets);
        }
        catch (TaskCanceledException silent) when (!cancellation.IsCancellationRequested)
        {
            throw new ProviderRefusal($"{address} did not answer within {connection.TimeOut.TotalSeconds:0} s", silent) { MayPass = true, IsOverload = true };
        }
        catch (HttpRequestException unreachable)
        {
            throw new ProviderRefusal($"{address} cannot be reached: {unreachable.Message}", unreachable) { MayPass = true };
        }
        catch (JsonException wrong)
        {
            throw new ProviderRefusal($"{address} answered with something that is not JSON", wrong) { MayPass = true };
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private ProviderRefusal Refused(HttpResponseMessage response, string path, byte[] body)
    {
        var status = (int)response.StatusCode;
        var text = Encoding.UTF8.GetString(body).Trim();
        // Some servers repeat the key they refuse.
        text = secrets.Aggregate(text, (t, secret) => t.Replace(secret, "***", StringComparison.Ordinal));
        return new ProviderRefusal($"{address} answered {status} to {path}: {text[..Math.Min(text.Length, ShownCharacters)]}")
        {
            Status = status,
            MayPass = status is 408 or 409 or 425 or 429 or >= 500,
            IsOverload = status is 429 or 503 or 529,
            RetryAfter = Asked(response.Headers),
        };
    }

    private TimeSpan Asked(HttpResponseHeaders headers)
    {
        if (headers.TryGetValues("retry-after-ms", out var given) && double.TryParse(given.First(), NumberStyles.Float, CultureInfo.InvariantCulture, out var milliseconds))
        {
            return TimeSpan.FromMilliseconds(Math.Max(0, milliseconds));
        }

        return headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } when date > connection.Clock.GetUtcNow() => date - connection.Clock.GetUtcNow(),
            _ => TimeSpan.Zero,
        };
    }
}
