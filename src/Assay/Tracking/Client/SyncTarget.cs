namespace Assay.Tracking.Client;

/// <summary>Where a journal is sent. Sending the same again changes nothing, so that a journal may go on from any earlier place.</summary>
/// <remarks>
/// Methods throw <see cref="AssayException"/>: <c>tracking.refused</c> when the same would be refused for ever, any other code when it
/// may be taken later.
/// </remarks>
internal abstract class SyncTarget : IDisposable
{
    /// <summary>Address, for messages.</summary>
    internal abstract string Place { get; }

    internal static bool IsServer(string target) =>
        target.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || target.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the store is in PostgreSQL; what it is called by is in the journal, so a password may not be.</summary>
    /// <exception cref="AssayException"><c>tracking.address</c>.</exception>
    internal static bool IsDatabaseServer(string target)
    {
        if (!target.StartsWith("postgres://", StringComparison.Ordinal) && !target.StartsWith("postgresql://", StringComparison.Ordinal))
        {
            return false;
        }

        return Uri.TryCreate(target, UriKind.Absolute, out var parsed) && !parsed.UserInfo.Contains(':', StringComparison.Ordinal)
            ? true
            : throw new AssayException(
                "tracking.address", "Expected an address such as postgres://user@host/database without a password: it would be written into the journal. Set PGPASSWORD.");
    }

    /// <summary>The target a journal names; nothing is opened or asked yet.</summary>
    /// <exception cref="AssayException"><c>tracking.address</c>.</exception>
    internal static SyncTarget Of(JournalTexts.Opened opened, TrackingClientOptions options, CancellationToken leaving) =>
        IsServer(opened.Target) ? new ServerTarget(opened.Target, options, leaving) : new StoreTarget(() => Store.Open(opened.Target, opened.Artifacts));

    /// <summary>Begins a run, or finds it when it was begun before by the same id.</summary>
    internal abstract TargetRun Start(JournalTexts.Started started, TargetRun? parent);

    /// <summary>Sends parameters, tags and points, all or a part.</summary>
    internal abstract void Send(TargetRun run, RunBatch batch);

    /// <summary>Sends a file.</summary>
    internal abstract void SendFile(TargetRun run, RunArtifact file, string path);

    /// <summary>Ends a run.</summary>
    internal abstract void End(TargetRun run, JournalTexts.Ended ended);

    public abstract void Dispose();

    /// <summary>An error that stays whenever it is tried.</summary>
    protected static AssayException Refusal(string why, Exception? inner = null) => new("tracking.refused", why, inner);
}
