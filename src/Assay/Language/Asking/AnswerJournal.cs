using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Assay.Language.Models;

namespace Assay.Language.Asking;

/// <summary>Answers on disk as they come, one line each, found again by the digest of their question.</summary>
/// <remarks>
/// An answer counts once its line is handed to the operating system in one write, so it outlives the process however it ends. A line cut short by a crash
/// of the machine is dropped when the journal is opened. Only digests and places are kept in memory. Keys of providers are never in it.
/// </remarks>
internal sealed class AnswerJournal : IDisposable
{
    private const int Digits = 32;
    private readonly FileStream? file;
    private readonly Dictionary<UInt128, (long At, int Length)> places = [];
    private readonly ArrayBufferWriter<byte> line = new(1024);
    private readonly Utf8JsonWriter writer;

    private static ReadOnlySpan<byte> Opening => "{\"key\":\""u8;

    /// <summary>A journal that keeps nothing.</summary>
    public AnswerJournal() => writer = new Utf8JsonWriter(line, JsonRules.Writing);

    private AnswerJournal(FileStream file)
        : this() => this.file = file;

    /// <summary>Answers it holds.</summary>
    public int Count => places.Count;

    /// <summary>What somebody should know who was stopped.</summary>
    public string GoOn => file is null
        ? "Answers were not kept: give --journal FILE to be able to go on where it stopped"
        : "Every answer so far is kept: run the same command again to go on";

    /// <summary>Opens a journal, or begins one. One process at a time may write to it.</summary>
    /// <exception cref="AssayException"><c>usage.journal-busy</c>.</exception>
    public static AnswerJournal Open(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException taken) when (File.Exists(path))
        {
            throw new AssayException("usage.journal-busy", $"The answers in {path} are being written by another process. Wait until it ends, or give another folder.", taken);
        }

        var journal = new AnswerJournal(file);
        journal.Index();
        return journal;
    }

    /// <summary>The answer to a question; null when it is not there.</summary>
    public ModelReply? Find(UInt128 key)
    {
        if (!places.TryGetValue(key, out var place))
        {
            return null;
        }

        var buffer = new byte[place.Length];
        RandomAccess.Read(file!.SafeFileHandle, buffer, place.At);
        using var document = JsonDocument.Parse(buffer);
        var found = document.RootElement;
        return new ModelReply
        {
            Text = found.TryGetProperty("text", out var text) ? text.GetString() : null,
            Likelihoods = found.TryGetProperty("likelihoods", out var pairs) ? [.. pairs.EnumerateArray().Select(p => (Number(p[0]), p[1].GetBoolean()))] : [],
            Usage = new TokenUsage(ReplyJson.Whole(found, "read"), ReplyJson.Whole(found, "written")),
        };
    }

    /// <summary>Writes an answer; when this returns, it is safe from the end of the process.</summary>
    public void Add(UInt128 key, string label, ModelReply reply)
    {
        if (file is null)
        {
            return;
        }

        line.ResetWrittenCount();
        writer.Reset(line);
        Write(key, label, reply);
        writer.Flush();
        line.Write("\n"u8);
        var at = file.Length;
        RandomAccess.Write(file.SafeFileHandle, line.WrittenSpan, at);
        places[key] = (at, line.WrittenCount);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        writer.Dispose();
        file?.Dispose();
    }

    private void Write(UInt128 key, string label, ModelReply reply)
    {
        writer.WriteStartObject();
        writer.WriteString("key", key.ToString("x32", CultureInfo.InvariantCulture));
        writer.WriteString("of", label);
        if (reply.Text is { } text)
        {
            writer.WriteString("text", text);
        }
        else
        {
            writer.WriteStartArray("likelihoods");
            foreach (var (likelihood, greedy) in reply.Likelihoods)
            {
                writer.WriteStartArray();
                if (double.IsFinite(likelihood))
                {
                    writer.WriteNumberValue(likelihood);
                }
                else
                {
                    writer.WriteStringValue(likelihood.ToString(CultureInfo.InvariantCulture));
                }

                writer.WriteBooleanValue(greedy);
                writer.WriteEndArray();
            }

            writer.WriteEndArray();
        }

        if (reply.Usage.Total > 0)
        {
            writer.WriteNumber("read", reply.Usage.Read);
            writer.WriteNumber("written", reply.Usage.Written);
        }

        writer.WriteEndObject();
    }

    private static double Number(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : double.Parse(value.GetString()!, CultureInfo.InvariantCulture);

    // Whole lines only; what is behind the last line break was never acknowledged.
    private void Index()
    {
        var buffer = new byte[1 << 20];
        var (at, kept) = (0L, 0);
        for (int read; (read = RandomAccess.Read(file!.SafeFileHandle, buffer.AsSpan(kept), at + kept)) > 0;)
        {
            var filled = buffer.AsSpan(0, kept + read);
            var from = 0;
            for (int end; (end = filled[from..].IndexOf((byte)'\n')) >= 0; from += end + 1)
            {
                Index(filled.Slice(from, end + 1), at + from);
            }

            at += from;
            kept = filled.Length - from;
            filled[from..].CopyTo(buffer);
            if (kept == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }
        }

        file.SetLength(at);
    }

    private void Index(ReadOnlySpan<byte> entry, long at)
    {
        if (entry.Length > Opening.Length + Digits && entry.StartsWith(Opening)
            && UInt128.TryParse(entry.Slice(Opening.Length, Digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var key))
        {
            places[key] = (at, entry.Length);
        }
    }
}
