using Assay.Server.Frame;
using Microsoft.AspNetCore.Http;

namespace Assay.Server.Security;

/// <summary>Decides who is let in, before anything of a request is looked at.</summary>
internal sealed class Gate(AssayServerOptions options)
{
    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "[::1]"];

    private readonly TokenList? tokens = options.TokenFile is null ? null : TokenList.Read(options.TokenFile);

    /// <summary>Refuses requests to a name that is not this server's (DNS rebinding) and from pages of another origin.</summary>
    /// <exception cref="Refusal">403.</exception>
    internal void CheckPlace(HttpRequest request)
    {
        var host = request.Host;
        if (!host.HasValue || !Knows(host.Host) || host.Value!.Contains('@'))
        {
            throw new Refusal(ErrorCode.PermissionDenied, "Invalid Host header. Start the server with --allowed-host NAME to serve under another name.");
        }

        var origin = request.Headers.Origin;
        if (origin.Count > 0 && !string.Equals(origin[0], $"{request.Scheme}://{host.Value}", StringComparison.OrdinalIgnoreCase))
        {
            throw new Refusal(ErrorCode.PermissionDenied, "Cross-origin request blocked.");
        }
    }

    /// <summary>The role of the token that was sent.</summary>
    internal Role RoleOf(HttpRequest request) =>
        tokens is null ? Role.Admin : tokens.RoleOf(Credentials.Of(request.Headers.Authorization));

    /// <summary>The route, if the role may use it; without a known token nobody learns which routes there are.</summary>
    /// <exception cref="Refusal">401, 403, 404, 405.</exception>
    internal (Route Route, string[] Values) Find(RouteTable table, (string Method, string Path) request, Role role)
    {
        if (role == Role.None)
        {
            var open = table.FindOrNull(request.Method, request.Path);
            return open is { Route.Access: Access.Open } found ? found : throw new Refusal(
                ErrorCode.Unauthenticated, "You are not authenticated. Send a token of this server as Authorization: Bearer TOKEN (MLFLOW_TRACKING_TOKEN).");
        }

        var (route, values) = table.Find(request.Method, request.Path);
        return (int)role >= (int)route.Access ? (route, values) : throw new Refusal(
            ErrorCode.PermissionDenied, $"Permission denied: this needs a token of the role {route.Access.ToString().ToLowerInvariant()}.");
    }

    private bool Knows(string name) =>
        Loopback.Contains(name, StringComparer.OrdinalIgnoreCase) || options.AllowedHosts.Contains(name, StringComparer.OrdinalIgnoreCase);
}
