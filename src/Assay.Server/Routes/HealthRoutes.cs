using System.Reflection;
using Assay.Server.Frame;

namespace Assay.Server.Routes;

/// <summary>Whether the server lives, and which protocol it speaks.</summary>
internal sealed class HealthRoutes : RouteGroup
{
    internal override IEnumerable<Route> Routes =>
    [
        Route.Get("/health", call => call.Text("OK")).For(Access.Open),
        Route.Get("/version", call => call.Text(Version)).For(Access.Open),
    ];

    private static string Version { get; } =
        typeof(HealthRoutes).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
