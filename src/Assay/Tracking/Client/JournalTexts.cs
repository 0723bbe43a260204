using System.Text;
using System.Text.Json;

namespace Assay.Tracking.Client;

/// <summary>Writes and reads the payloads of a journal that hold texts; numbers little-endian, texts UTF-8 with their length before them.</summary>
internal static class JournalTexts
{
    internal sealed record Opened(string Target, string? Artifacts, ProcessOwner Owner)
    {
        // Whole addresses, because whoever sends the journal later may stand in another folder.
        internal static Opened By(string target, TrackingClientOptions options) => new(
            SyncTarget.IsServer(target) || SyncTarget.IsDatabaseServer(target) ? target : $"sqlite:///{StoreAddress.SqlitePath(target)}",
            options.Artifacts is null ? null : Path.GetFullPath(options.Artifacts),
            ProcessOwner.Current());
    }

    internal sealed record Started(int Run, string Id, int Parent, DateTimeOffset Time, RunStart Start);

    internal sealed record Named(int Series, int Run, string Key);

    internal sealed record Pair(int Run, string Key, string Value);

    internal sealed record Kept(int Run, RunArtifact Artifact);

    internal sealed record Ended(int Run, RunStatus Status, DateTimeOffset Time, string? Error);

    internal sealed record Mapped(int Run, TargetRun Known);

    internal static byte[] Of(Opened opened) => Json(JournalKind.Opened, opened);

    internal static byte[] Of(Started started) => Json(JournalKind.RunStarted, started);

    internal static byte[] Of(Kept kept) => Json(JournalKind.Artifact, kept);

    internal static byte[] Of(Ended ended) => Json(JournalKind.RunEnded, ended);

    internal static byte[] Of(Mapped mapped) => Json(JournalKind.Mapped, mapped);

    internal static byte[] Of(Named named) => Written(JournalKind.Series, writer =>
    {
        writer.Write(named.Series);
        writer.Write(named.Run);
        writer.Write(named.Key);
    });

    internal static byte[] OfPair(JournalKind kind, Pair pair) => Written(kind, writer =>
    {
        writer.Write(pair.Run);
        writer.Write(pair.Key);
        writer.Write(pair.Value);
    });

    internal static byte[] OfPosition(long position) => Written(JournalKind.Synchronised, writer => writer.Write(position));

    internal static byte[] OfRefusal(string what) => Written(JournalKind.Refused, writer => writer.Write(what));

    internal static T Read<T>(JournalRecord record) => JsonSerializer.Deserialize<T>(record.Body.Span, JsonRules.Compact)!;

    internal static Named ReadNamed(JournalRecord record)
    {
        using var reader = Reader(record);
        return new Named(reader.ReadInt32(), reader.ReadInt32(), reader.ReadString());
    }

    internal static Pair ReadPair(JournalRecord record)
    {
        using var reader = Reader(record);
        return new Pair(reader.ReadInt32(), reader.ReadString(), reader.ReadString());
    }

    internal static long ReadPosition(JournalRecord record)
    {
        using var reader = Reader(record);
        return reader.ReadInt64();
    }

    internal static string ReadRefusal(JournalRecord record)
    {
        using var reader = Reader(record);
        return reader.ReadString();
    }

    private static BinaryReader Reader(JournalRecord record) => new(new MemoryStream(record.Body.ToArray()), Encoding.UTF8);

    private static byte[] Json<T>(JournalKind kind, T document) => [(byte)kind, .. JsonSerializer.SerializeToUtf8Bytes(document, JsonRules.Compact)];

    private static byte[] Written(JournalKind kind, Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write((byte)kind);
            write(writer);
        }

        return stream.ToArray();
    }
}
