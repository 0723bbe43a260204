using Microsoft.Win32.SafeHandles;

namespace Assay.Tracking.Client;

/// <summary>A journal on disk, open in this process alone. What <see cref="Append"/> has written when it returns survives a power cut.</summary>
internal sealed class JournalFile : IDisposable
{
    private const int FileTooLarge = 27;
    private readonly SafeFileHandle handle;
    private ulong sequence;
    private long end;

    private JournalFile(SafeFileHandle handle, string path, long end, ulong sequence)
    {
        this.handle = handle;
        this.end = end;
        this.sequence = sequence;
        Path = path;
    }

    internal string Path { get; }

    /// <summary>Where the flushed records end.</summary>
    internal long End => Interlocked.Read(ref end);

    /// <summary>Says what was found at the end of a journal that was opened again, or null when it ended well.</summary>
    internal string? Finding { get; private init; }

    /// <summary>Makes a new journal.</summary>
    /// <exception cref="AssayException"><c>store.disk-full</c>, <c>store.not-writable</c>.</exception>
    internal static JournalFile Create(string path)
    {
        var folder = System.IO.Path.GetDirectoryName(path)!;
        Folder.Make(folder);
        return StoreErrors.Guard(path, () =>
        {
            var handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
            try
            {
                RandomAccess.Write(handle, JournalFormat.Name, 0);
                RandomAccess.FlushToDisk(handle);
                Folder.Flush(folder);
                return new JournalFile(handle, path, JournalFormat.Name.Length, 0);
            }
            catch
            {
                handle.Dispose();
                throw;
            }
        });
    }

    /// <summary>Opens a journal that a process left; what follows its last sound record is put aside or, when a write was cut off, dropped.</summary>
    /// <exception cref="AssayException"><c>tracking.journal-foreign</c>, <c>tracking.journal-in-use</c>, <c>store.not-writable</c>.</exception>
    internal static JournalFile Open(string path)
    {
        var handle = OpenAlone(path);
        try
        {
            CheckName(handle, path);
            var length = RandomAccess.GetLength(handle);
            var reader = new JournalReader(handle);
            while (reader.Read(length, out _))
            {
                // Only where the sound part ends is wanted.
            }

            var finding = length == reader.Position ? null : CutTail(handle, path, (reader.Position, length, reader.Damaged));
            return new JournalFile(handle, path, reader.Position, reader.Sequence) { Finding = finding };
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    internal JournalReader Reader() => new(handle);

    /// <summary>Writes records and flushes them; on an error the file ends where it did before.</summary>
    internal void Append(IEnumerable<ReadOnlyMemory<byte>> payloads)
    {
        using var buffer = new MemoryStream(1 << 20);
        var (position, number) = (end, sequence);
        try
        {
            foreach (var payload in payloads)
            {
                JournalFormat.Write(buffer, number++, payload.Span);
                if (buffer.Length >= 1 << 20)
                {
                    position = WriteOut(buffer, position);
                }
            }

            position = WriteOut(buffer, position);
            RandomAccess.FlushToDisk(handle);
        }
        catch (IOException)
        {
            RandomAccess.SetLength(handle, end);
            throw;
        }

        sequence = number;
        Interlocked.Exchange(ref end, position);
    }

    public void Dispose() => handle.Dispose();

    private long WriteOut(MemoryStream buffer, long position)
    {
        var bytes = buffer.GetBuffer().AsSpan(0, (int)buffer.Length);
        try
        {
            RandomAccess.Write(handle, bytes, position);
        }
        catch (ArgumentOutOfRangeException tooLarge)
        {
            // How the runtime tells EFBIG, the limit of a file's size.
            throw new IOException(tooLarge.Message, FileTooLarge);
        }

        buffer.SetLength(0);
        return position + bytes.Length;
    }

    private static SafeFileHandle OpenAlone(string path)
    {
        try
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (error is not (FileNotFoundException or DirectoryNotFoundException))
        {
            throw new AssayException(
                "tracking.journal-in-use", $"{path} is open in another process, which sends it itself. Try again when that has ended.", error);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            throw StoreErrors.NotWritable(path, error);
        }
    }

    private static void CheckName(SafeFileHandle handle, string path)
    {
        Span<byte> name = stackalloc byte[JournalFormat.Name.Length];
        name = name[..RandomAccess.Read(handle, name, 0)];
        if (!JournalFormat.Name.StartsWith(name))
        {
            throw new AssayException(
                "tracking.journal-foreign", $"{path} does not begin as a journal of Assay. Give files that end in .journal.");
        }

        // A process that died while it made the journal may have left less than its name.
        RandomAccess.Write(handle, JournalFormat.Name, 0);
    }

    private static string CutTail(SafeFileHandle handle, string path, (long From, long To, bool Damaged) tail) => StoreErrors.Guard(path, () =>
    {
        var aside = $"{path}.damaged-{tail.From}";
        if (tail.Damaged)
        {
            Folder.WriteFile(aside, target => Copy(handle, target, (tail.From, tail.To)));
        }

        RandomAccess.SetLength(handle, tail.From);
        RandomAccess.FlushToDisk(handle);
        return tail.Damaged
            ? $"{path} is damaged at byte {tail.From}: everything before is used, the {tail.To - tail.From} bytes after it were moved to {aside}."
            : $"{path} ends in the middle of a write ({tail.To - tail.From} bytes after byte {tail.From}): what was acknowledged is before it.";
    });

    private static void Copy(SafeFileHandle handle, Stream target, (long From, long To) part)
    {
        var buffer = new byte[1 << 16];
        for (var position = part.From; position < part.To;)
        {
            var read = RandomAccess.Read(handle, buffer.AsSpan(0, (int)Math.Min(buffer.Length, part.To - position)), position);
            target.Write(buffer, 0, read);
            position += read;
        }
    }
}
