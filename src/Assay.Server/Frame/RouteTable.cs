namespace Assay.Server.Frame;

/// <summary>Every route there is; a request that fits none is refused.</summary>
internal sealed class RouteTable
{
    private readonly Dictionary<string, List<Route>> exact = new(StringComparer.Ordinal);
    private readonly List<(string[] Parts, Route Route)> patterns = [];

    private RouteTable(IReadOnlyList<Route> routes)
    {
        Routes = routes;
        foreach (var route in routes)
        {
            foreach (var path in route.Paths)
            {
                Add(path, route);
            }
        }
    }

    internal IReadOnlyList<Route> Routes { get; }

    /// <summary>The routes of every group in this assembly.</summary>
    internal static RouteTable Discover() => new(
    [
        .. typeof(RouteGroup).Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(RouteGroup)))
            .OrderBy(t => t.Name, StringComparer.Ordinal)
            .SelectMany(t => ((RouteGroup)Activator.CreateInstance(t, nonPublic: true)!).Routes),
    ]);

    /// <summary>The route for a method and a decoded path, with the values of the path's parts.</summary>
    /// <exception cref="Refusal">404 when no route has the path, 405 when none of them has the method.</exception>
    internal (Route Route, string[] Values) Find(string method, string path) => Look(method, path, out var known) ?? throw (known
        ? new Refusal(ErrorCode.MethodNotAllowed, $"This endpoint does not take the method {method}.")
        : new Refusal(ErrorCode.EndpointNotFound, "There is no such endpoint."));

    /// <inheritdoc cref="Find"/>
    internal (Route Route, string[] Values)? FindOrNull(string method, string path) => Look(method, path, out _);

    private (Route Route, string[] Values)? Look(string method, string path, out bool known)
    {
        known = false;
        if (exact.TryGetValue(path, out var routes))
        {
            known = true;
            foreach (var route in routes)
            {
                if (route.Method == method)
                {
                    return (route, []);
                }
            }
        }

        var parts = path.Split('/');
        foreach (var (pattern, route) in patterns)
        {
            if (Match(pattern, parts) is { } values)
            {
                known = true;
                if (route.Method == method)
                {
                    return (route, values);
                }
            }
        }

        return null;
    }

    private void Add(string path, Route route)
    {
        if (path.Contains('{'))
        {
            patterns.Add((path.Split('/'), route));
        }
        else if (exact.TryGetValue(path, out var same))
        {
            same.Add(route);
        }
        else
        {
            exact[path] = [route];
        }
    }

    private static string[]? Match(string[] pattern, string[] parts)
    {
        var rest = pattern[^1].StartsWith("{*", StringComparison.Ordinal);
        if (rest ? parts.Length < pattern.Length : parts.Length != pattern.Length)
        {
            return null;
        }

        var values = new List<string>();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (rest && i == pattern.Length - 1)
            {
                values.Add(string.Join('/', parts.Skip(i)));
            }
            else if (pattern[i].StartsWith('{'))
            {
                values.Add(parts[i]);
            }
            else if (pattern[i] != parts[i])
            {
                return null;
            }
        }

        return [.. values];
    }
}
