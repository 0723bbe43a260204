using Assay.Tracking;

namespace Assay.Server.Hosting;

/// <summary>What a server of its own process is started with.</summary>
internal sealed record ServerProcessOptions
{
    /// <summary>The store's address; made when missing.</summary>
    internal string Store { get; init; } = Tracking.Store.DefaultAddress;

    /// <summary>Folder for artifacts; beside the store when null.</summary>
    internal string? Artifacts { get; init; }

    /// <summary>Name or address to listen on.</summary>
    internal string Host { get; init; } = "127.0.0.1";

    /// <summary>Port to listen on; 0 takes a free one.</summary>
    internal int Port { get; init; } = 5000;

    /// <summary>File that gets a line a request; <c>-</c> is the standard error, null nothing.</summary>
    internal string? RequestLog { get; init; }

    /// <summary>Whether traces and metrics go to an OpenTelemetry collector.</summary>
    internal bool Telemetry { get; init; }

    /// <summary>How it answers.</summary>
    internal AssayServerOptions Server { get; init; } = new();
}
