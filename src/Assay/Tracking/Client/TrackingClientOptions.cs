namespace Assay.Tracking.Client;

/// <summary>How a <see cref="TrackingClient"/> works.</summary>
public sealed record TrackingClientOptions
{
    /// <summary>The folder journals are kept in until they are sent.</summary>
    public string Journals { get; init; } = DefaultJournals;

    /// <summary>Folder for files of a local store; beside the database when null.</summary>
    public string? Artifacts { get; init; }

    /// <summary>Sent to a server as a bearer token; never written to disk.</summary>
    public string? Token { get; init; }

    /// <summary>Bytes of memory for what the disk has not yet taken; beyond it points are dropped while the disk takes nothing, and counted.</summary>
    public long MemoryLimit { get; init; } = 64 << 20;

    /// <summary>How long closing a client waits for the target to take what is left; the rest stays in the journal.</summary>
    public TimeSpan ClosingTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Told, from another thread, what the user should know: a full disk once, a target that cannot be reached once, refusals.</summary>
    public Action<string> Warn { get; init; } = _ => { };

    /// <summary>The system's when null.</summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>Fills bytes for ids; the system's generator when null.</summary>
    public Action<Span<byte>>? Randomness { get; init; }

    /// <summary>Sends requests to a server; one of its own when null. Not disposed.</summary>
    public HttpClient? Network { get; init; }

    /// <summary>Where journals are kept when no folder is named.</summary>
    public static string DefaultJournals => Path.Combine(".assay", "journals");
}
