using Assay.Server.Frame;
using Assay.Tracking;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Assay.Server;

/// <summary>Mounts Assay's server in an ASP.NET application.</summary>
public static class AssayEndpoints
{
    private const string Rest = "/{**path}";

    /// <summary>Serves MLflow's REST interface over a store at every path the application has no route of its own for.</summary>
    /// <param name="app">The application; a group with a prefix serves below it.</param>
    /// <param name="store">The store; the caller closes it after the application has stopped.</param>
    /// <param name="options">How to behave; as for a server on the machine's own loopback when null.</param>
    public static IEndpointConventionBuilder MapAssay(this IEndpointRouteBuilder app, Store store, AssayServerOptions? options = null)
    {
        var server = new AssayServer(store, options ?? new AssayServerOptions());
        return app.Map(Rest, context =>
        {
            // A group's prefix is the base of what lies below it, as it is for an application mounted there.
            var pattern = ((RouteEndpoint)context.GetEndpoint()!).RoutePattern.RawText!;
            context.Request.PathBase = context.Request.PathBase.Add(pattern[..^Rest.Length].TrimEnd('/'));
            return server.AnswerAsync(context);
        });
    }
}
