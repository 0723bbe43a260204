namespace Assay.Server.Frame;

/// <summary>One operation of the server.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">
/// Below <c>/api/</c> and <c>/ajax-api/</c>, such as <c>2.0/mlflow/runs/get</c>, or from the root when it begins with a slash. A part
/// <c>{name}</c> takes one segment, a last part <c>{*name}</c> the rest of the path.
/// </param>
/// <param name="Access">What a token must allow.</param>
/// <param name="Answer">Does the work and answers.</param>
internal sealed record Route(string Method, string Path, Access Access, Func<Call, Task> Answer)
{
    /// <summary>How a request's body comes in.</summary>
    internal RequestBody Body { get; init; } = RequestBody.Json;

    /// <summary>Answers a body of the usual form straight from its bytes; its null sends every other body the common way.</summary>
    internal Func<Call, ReadOnlyMemory<byte>, Task?>? Quick { get; init; }

    /// <summary>Every path it is served at.</summary>
    internal IEnumerable<string> Paths => Path.StartsWith('/') ? [Path] : [$"/api/{Path}", $"/ajax-api/{Path}"];

    internal static Route Get(string path, Func<Call, Task> answer) => new("GET", path, Access.Read, answer);

    internal static Route Post(string path, Func<Call, Task> answer) => new("POST", path, Access.Write, answer);

    internal static Route Put(string path, Func<Call, Task> answer) => new("PUT", path, Access.Write, answer);

    internal static Route Patch(string path, Func<Call, Task> answer) => new("PATCH", path, Access.Write, answer);

    internal static Route Delete(string path, Func<Call, Task> answer) => new("DELETE", path, Access.Write, answer);

    /// <summary>The same with another access: a POST that only searches is <see cref="Access.Read"/>.</summary>
    internal Route For(Access access) => this with { Access = access };

    /// <summary>The same with a short cut for bodies of the usual form.</summary>
    internal Route Quickly(Func<Call, ReadOnlyMemory<byte>, Task?> quick) => this with { Quick = quick };

    /// <summary>The same with a body that is no JSON; the route reads it itself, as a stream.</summary>
    internal Route Streaming() => this with { Body = RequestBody.Stream };
}
