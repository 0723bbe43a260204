using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Assay.Server.Telemetry;

/// <summary>Sends traces and metrics to an OpenTelemetry collector; where to is read from the standard OTEL_ variables.</summary>
internal static class OpenTelemetryExport
{
    /// <summary>Adds the exporters. Not inlined: the packages are loaded only when this is called.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Add(WebApplicationBuilder builder) => builder.Services.AddOpenTelemetry()
        .ConfigureResource(resource => resource.AddService("assay"))
        .WithTracing(tracing => tracing
            // Addresses and queries are left out of spans: they may hold names and secrets of users.
            .AddAspNetCoreInstrumentation(options => options.EnrichWithHttpRequest = (span, _) =>
            {
                span.SetTag("url.path", null);
                span.SetTag("url.query", null);
            })
            .AddOtlpExporter())
        .WithMetrics(metrics => metrics
            .AddMeter(ServerMeter.Name, "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
            .AddOtlpExporter());
}
