using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Assay.Evaluation.Models;

/// <summary>Posts JSON to one address and tries again what may pass: no connection, silence, 408, 429 and 5xx.</summary>
/// <remarks>The n-th wait, from 0, is half a second times 2^n, at most 30 s, and at least what the server asks for (at most a minute).</remarks>
internal sealed class RetryingPost : IDisposable
{
    private const int ShownCharacters = 500;
    private static readonly TimeSpan longestWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan longestAsked = TimeSpan.FromSeconds(60);
    private readonly HttpClient client;
    private readonly Uri address;
    private readonly string name;
    private readonly ModelSourceOptions options;

    /// <summary>Prepares a connection.</summary>
    /// <exception cref="AssayException"><c>usage.header</c>.</exception>
    public RetryingPost(Uri address, string name, ModelSourceOptions options)
    {
        (this.address, this.name, this.options) = (address, name, options);
        client = options.Network is { } given
            ? new HttpClient(given, disposeHandler: false)
            : new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = options.TimeOut, AutomaticDecompression = DecompressionMethods.All });
        client.Timeout = Timeout.InfiniteTimeSpan;
        client.MaxResponseContentBufferSize = options.LargestBody;
        foreach (var (header, value) in options.Headers)
        {
            if (!client.DefaultRequestHeaders.TryAddWithoutValidation(header, value))
            {
                throw new AssayException("usage.header", $"\"{header}\" is no header of a request. Give a name such as Authorization and its value.");
            }
        }
    }

    /// <summary>The body of a good answer.</summary>
    /// <exception cref="AssayException"><c>provider.http-status</c>, <c>provider.http-unreachable</c>, <c>provider.http-time-out</c>, <c>provider.http-too-large</c>.</exception>
    /// <exception cref="OperationCanceledException">The token ended the waiting.</exception>
    public async Task<byte[]> SendAsync(ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        for (var attempt = 0; ; attempt++)
        {
            var (answer, failure) = await TryAsync(body, cancellation).ConfigureAwait(false);
            if (answer is not null)
            {
                return answer;
            }

            if (!failure!.MayPass || attempt >= options.Retries)
            {
                throw new AssayException(failure.Code, failure.Message + (attempt == 0 ? "" : $" It was tried {attempt + 1} times."), failure.Cause);
            }

            await Task.Delay(Wait(attempt, failure.Asked), options.Clock, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The start of a body as text, for errors.</summary>
    public static string Shown(byte[] body)
    {
        var text = Encoding.UTF8.GetString(body).Trim();
        return text.Length > ShownCharacters ? text[..ShownCharacters] + "..." : text;
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private async Task<(byte[]? Answer, Failure? Failure)> TryAsync(ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        using var silence = new CancellationTokenSource(options.TimeOut, options.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellation);
        try
        {
            using var content = new ReadOnlyMemoryContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var response = await client.PostAsync(address, content, either.Token).ConfigureAwait(false);
            var answer = await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? (answer, null) : (null, Refused(response, answer));
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            return (null, new Failure("provider.http-time-out", $"{name} did not answer within {options.TimeOut.TotalSeconds:0.###} s. Send fewer rows at a time (--batch-rows), or allow more time (--time-out).", true) { Cause = error });
        }
        catch (HttpRequestException error) when (error.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            return (null, new Failure("provider.http-too-large", $"{name} answered with more than {options.LargestBody} bytes. Send fewer rows at a time (--batch-rows).", false) { Cause = error });
        }
        catch (HttpRequestException error)
        {
            return (null, new Failure("provider.http-unreachable", $"{name} cannot be reached: {error.Message} Is the server running?", true) { Cause = error });
        }
    }

    private Failure Refused(HttpResponseMessage response, byte[] body)
    {
        var code = (int)response.StatusCode;
        var asked = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - options.Clock.GetUtcNow(),
            _ => TimeSpan.Zero,
        };
        var where = response.Headers.Location is { } location ? $" It points to {location}: give that address." : "";
        return new Failure("provider.http-status", $"{name} answered {code} {response.ReasonPhrase}.{where} {Shown(body)}".TrimEnd(), code is 408 or 429 or >= 500) { Asked = asked };
    }

    private static TimeSpan Wait(int attempt, TimeSpan asked)
    {
        var own = TimeSpan.FromSeconds(Math.Min(0.5 * Math.Pow(2, attempt), longestWait.TotalSeconds));
        var least = asked < longestAsked ? asked : longestAsked;
        return least > own ? least : own;
    }

    private sealed record Failure(string Code, string Message, bool MayPass)
    {
        public TimeSpan Asked { get; init; }

        public Exception? Cause { get; init; }
    }
}
