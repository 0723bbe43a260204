using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Assay.Tracking.Client;

/// <summary>Calls of MLflow's REST API; what a server says becomes an answer, a refusal, or an error that may pass.</summary>
internal sealed class ServerCalls : IDisposable
{
    private static readonly TimeSpan longest = TimeSpan.FromSeconds(60);

    // Anything else a server may say (busy, internal error, a page of a proxy) may be different the next time.
    private static readonly string[] lasting =
        ["INVALID_PARAMETER_VALUE", "RESOURCE_DOES_NOT_EXIST", "RESOURCE_ALREADY_EXISTS", "BAD_REQUEST", "INVALID_STATE", "NOT_IMPLEMENTED"];

    private readonly HttpClient network;
    private readonly bool own;
    private readonly Uri root;
    private readonly string? token;
    private readonly CancellationToken leaving;

    /// <exception cref="AssayException"><c>tracking.address</c>.</exception>
    internal ServerCalls(string address, TrackingClientOptions options, CancellationToken leaving)
    {
        if (!Uri.TryCreate(address.TrimEnd('/') + "/", UriKind.Absolute, out var parsed) || parsed.Query.Length + parsed.Fragment.Length + parsed.UserInfo.Length > 0)
        {
            throw new AssayException(
                "tracking.address", "Expected the address of a server such as http://127.0.0.1:5000, without name, password or query. Give a token with the options, or as ASSAY_TOKEN.");
        }

        (root, token, this.leaving, own) = (parsed, options.Token, leaving, options.Network is null);
        network = options.Network ?? new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(10) }) { Timeout = Timeout.InfiniteTimeSpan };
    }

    internal string Place => root.ToString().TrimEnd('/');

    internal JsonElement Get(string call, (string Key, string Value) query) =>
        Send(() => new HttpRequestMessage(HttpMethod.Get, new Uri(root, $"api/2.0/mlflow/{call}?{query.Key}={Uri.EscapeDataString(query.Value)}")));

    internal JsonElement Post<T>(string call, T body) => Send(() =>
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, JsonRules.Compact));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return new HttpRequestMessage(HttpMethod.Post, new Uri(root, $"api/2.0/mlflow/{call}")) { Content = content };
    });

    /// <param name="escaped">The address of the file, its parts escaped.</param>
    /// <param name="path">What to send.</param>
    internal void PutFile(string escaped, string path) => Send(() =>
    {
        var content = new StreamContent(File.OpenRead(path));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return new HttpRequestMessage(HttpMethod.Put, new Uri(root, $"api/2.0/mlflow-artifacts/artifacts/{escaped}")) { Content = content };
    });

    public void Dispose()
    {
        if (own)
        {
            network.Dispose();
        }
    }

    private JsonElement Send(Func<HttpRequestMessage> make)
    {
        using var request = make();
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(leaving);
        // A large file takes its time; one that stalls does not take for ever.
        limit.CancelAfter(longest + TimeSpan.FromSeconds((request.Content?.Headers.ContentLength ?? 0) / 1e6));
        try
        {
            using var response = network.Send(request, HttpCompletionOption.ResponseContentRead, limit.Token);
            using var body = new MemoryStream();
            response.Content.ReadAsStream(limit.Token).CopyTo(body);
            return Read(response.StatusCode, body.ToArray());
        }
        catch (HttpRequestException error)
        {
            throw new AssayException("provider.unreachable", $"{Place} cannot be reached ({error.Message}). Start the server, or give the right address.", error);
        }
        catch (OperationCanceledException) when (!leaving.IsCancellationRequested)
        {
            throw new AssayException("provider.slow", $"{Place} did not answer within {longest.TotalSeconds} s.");
        }
    }

    private JsonElement Read(HttpStatusCode status, byte[] body)
    {
        var answer = Parse(body);
        if ((int)status is >= 200 and < 300)
        {
            return answer ?? throw new AssayException("provider.answer", $"{Place} answered with something that is not JSON. Is it a tracking server?");
        }

        var code = answer is { ValueKind: JsonValueKind.Object } && answer.Value.TryGetProperty("error_code", out var found) ? found.ToString() : null;
        var message = code is null ? $"status {(int)status}" : $"{code}: {(answer!.Value.TryGetProperty("message", out var text) ? text.ToString() : "")}";
        throw status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
                new AssayException("provider.not-allowed", $"{Place} does not let this client write ({message}). Give a token with the right to write."),
            _ when code is not null && lasting.Contains(code) => new AssayException("tracking.refused", message),
            _ => new AssayException("provider.failed", $"{Place} failed ({message})."),
        };
    }

    private static JsonElement? Parse(byte[] body)
    {
        try
        {
            return body.Length == 0 ? JsonDocument.Parse("{}").RootElement : JsonDocument.Parse(body).RootElement;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
