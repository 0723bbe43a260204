namespace Assay.Server;

/// <summary>How a server behaves; the defaults are safe on a machine of one's own.</summary>
public sealed record AssayServerOptions
{
    /// <summary>Where new experiments keep their artifacts: the server itself, unless an address such as <c>file:///shared</c> is given, which is told to clients and never opened here.</summary>
    public string DefaultArtifactRoot { get; init; } = "mlflow-artifacts:/";

    /// <summary>A file of tokens made by <c>assay tokens create</c>; null lets everybody who reaches the server do everything.</summary>
    public string? TokenFile { get; init; }

    /// <summary>Names a client may call the server by, besides those of the loopback.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Whether headers may hold letters of Latin-1, which the host must be told to send.</summary>
    internal bool Latin1Headers { get; init; }

    /// <summary>Longest body of JSON, in bytes.</summary>
    public int LongestJson { get; init; } = 16 << 20;

    /// <summary>Longest artifact, in bytes.</summary>
    public long LongestArtifact { get; init; } = 1L << 40;
}
