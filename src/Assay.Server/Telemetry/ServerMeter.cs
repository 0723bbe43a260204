using System.Diagnostics;
using System.Diagnostics.Metrics;
using Assay.Server.Frame;

namespace Assay.Server.Telemetry;

/// <summary>What the server measures of itself, for OpenTelemetry or any other listener; costs next to nothing when nobody listens.</summary>
internal static class ServerMeter
{
    /// <summary>The name listeners ask for.</summary>
    internal const string Name = "Assay.Server";

    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("assay.server.request.duration", "s", "Time to answer a request.");

    /// <summary>Notes a request that was answered; the span around it, if any, learns its route.</summary>
    internal static void Add(Call call)
    {
        if (Activity.Current is { IsAllDataRequested: true } span)
        {
            span.DisplayName = $"{call.RouteOrNull?.Method ?? "HTTP"} {call.RouteOrNull?.Path ?? "-"}";
            span.SetTag("http.route", call.RouteOrNull?.Path);
            span.SetTag("assay.role", call.Role.ToString());
        }

        if (Duration.Enabled)
        {
            Duration.Record(
                Stopwatch.GetElapsedTime(call.Started).TotalSeconds,
                new KeyValuePair<string, object?>("http.route", call.RouteOrNull?.Path ?? "-"),
                new KeyValuePair<string, object?>("http.response.status_code", call.Context.Response.StatusCode));
        }
    }
}
