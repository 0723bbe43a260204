using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using Assay.Server.Frame;

namespace Assay.Server.Telemetry;

/// <summary>One line a request, written behind the requests' back: when, how long, which route, what status, which role.</summary>
/// <remarks>
/// A line holds the route's pattern, never the path, query, body or headers that were sent, so no secret can be in it. When the disk cannot
/// keep up, lines are dropped and counted rather than requests held up.
/// </remarks>
internal sealed class RequestLog : IAsyncDisposable
{
    private const int Waiting = 10_000;

    private readonly Channel<string> lines = Channel.CreateBounded<string>(
        new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private readonly Task writing;

    /// <summary>Begins a log.</summary>
    /// <param name="target">Where lines go; closed at the end.</param>
    internal RequestLog(TextWriter target) => writing = WriteAsync(target);

    /// <summary>Notes a request that was answered.</summary>
    internal void Add(Call call, DateTimeOffset now)
    {
        var elapsed = Stopwatch.GetElapsedTime(call.Started).TotalMilliseconds;
        lines.Writer.TryWrite(string.Create(
            CultureInfo.InvariantCulture,
            $"{now:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {call.Context.Response.StatusCode} {elapsed:0.000} ms {Method(call)} {call.RouteOrNull?.Path ?? "-"} {call.Role.ToString().ToLowerInvariant()}"));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        lines.Writer.Complete();
        await writing;
    }

    // A method that no route has could hold anything.
    private static string Method(Call call) => call.RouteOrNull?.Method ?? "-";

    private async Task WriteAsync(TextWriter target)
    {
        await using (target)
        {
            while (await lines.Reader.WaitToReadAsync())
            {
                while (lines.Reader.TryRead(out var line))
                {
                    await target.WriteLineAsync(line);
                }

                await target.FlushAsync();
            }
        }
    }
}
