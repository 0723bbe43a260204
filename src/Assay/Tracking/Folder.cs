using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Assay.Tracking;

/// <summary>Writes folders and files so that a crash at any moment leaves the old state or the new one, never half.</summary>
public static partial class Folder
{
    /// <summary>Writes a whole folder: into a sibling first, flushed to disk, then renamed into place.</summary>
    /// <param name="path">The folder to make; its parents are made when missing.</param>
    /// <param name="files">Relative names, parts joined by <c>/</c>, and what writes each file's content.</param>
    /// <param name="existing">What to do when the folder is there already.</param>
    /// <exception cref="AssayException"><c>store.folder-exists</c>, <c>store.disk-full</c>, <c>store.not-writable</c>, <c>store.artifact-name</c>.</exception>
    public static void WriteAtomically(
        string path, IReadOnlyDictionary<string, Action<Stream>> files, ExistingFolder existing = ExistingFolder.Refuse)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        foreach (var name in files.Keys)
        {
            ArtifactName.Check(name);
        }

        Refuse(target, existing);
        var parent = Path.GetDirectoryName(target)!;
        Make(parent);
        var fresh = SiblingOf(target, "new");
        try
        {
            StoreErrors.Guard(target, () => Fill(fresh, files));
            Swap(fresh, target, existing);
        }
        finally
        {
            Remove(fresh);
        }
    }

    /// <summary>Writes one file: into a sibling first, flushed to disk, then renamed over whatever was there.</summary>
    /// <exception cref="AssayException"><c>store.disk-full</c>, <c>store.not-writable</c>.</exception>
    public static void WriteFile(string path, Action<Stream> write)
    {
        var target = Path.GetFullPath(path);
        var parent = Path.GetDirectoryName(target)!;
        Make(parent);
        var fresh = SiblingOf(target, "new");
        StoreErrors.Guard(target, () =>
        {
            try
            {
                WriteFlushed(fresh, write);
                File.Move(fresh, target, overwrite: true);
                Flush(parent);
                return true;
            }
            finally
            {
                File.Delete(fresh);
            }
        });
    }

    /// <summary>Makes a folder and its parents.</summary>
    /// <exception cref="AssayException"><c>store.not-writable</c>, <c>store.disk-full</c>.</exception>
    internal static void Make(string folder) => StoreErrors.Guard(folder, () => Directory.CreateDirectory(folder));

    /// <summary>Flushes the names in a folder to disk, so that a rename in it survives a power cut. Windows does this by itself.</summary>
    internal static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var handle = OpenFolder(folder, 0);
        if (handle < 0)
        {
            throw new IOException($"Cannot open {folder} to flush it (error {Marshal.GetLastPInvokeError()}).", Marshal.GetLastPInvokeError());
        }

        try
        {
            // Some file systems cannot flush a folder (EINVAL); they keep names by other means.
            if (FlushHandle(handle) != 0 && Marshal.GetLastPInvokeError() != 22)
            {
                throw new IOException($"Cannot flush {folder} (error {Marshal.GetLastPInvokeError()}).", Marshal.GetLastPInvokeError());
            }
        }
        finally
        {
            _ = CloseHandle(handle);
        }
    }

    /// <summary>Writes a new file and flushes its content to disk.</summary>
    internal static void WriteFlushed(string path, Action<Stream> write)
    {
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 65536);
        write(stream);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>A name beside a path that no other process uses.</summary>
    internal static string SiblingOf(string path, string kind) =>
        Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{kind}-{RandomNumberGenerator.GetHexString(12, lowercase: true)}");

    private static bool Fill(string fresh, IReadOnlyDictionary<string, Action<Stream>> files)
    {
        Directory.CreateDirectory(fresh);
        foreach (var (name, write) in files.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            var file = Path.Combine(fresh, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            WriteFlushed(file, write);
        }

        foreach (var folder in Directory.EnumerateDirectories(fresh, "*", SearchOption.AllDirectories))
        {
            Flush(folder);
        }

        Flush(fresh);
        return true;
    }

    private static void Swap(string fresh, string target, ExistingFolder existing) => StoreErrors.Guard(target, () =>
    {
        string? aside = null;
        if (existing == ExistingFolder.Replace && Directory.Exists(target))
        {
            aside = SiblingOf(target, "old");
            Directory.Move(target, aside);
        }

        try
        {
            Refuse(target, ExistingFolder.Refuse);
            Directory.Move(fresh, target);
        }
        catch when (aside is not null && !Directory.Exists(target))
        {
            Directory.Move(aside, target);
            throw;
        }

        Flush(Path.GetDirectoryName(target)!);
        if (aside is not null)
        {
            Remove(aside);
        }

        return true;
    });

    private static void Refuse(string target, ExistingFolder existing)
    {
        if (File.Exists(target) || (existing == ExistingFolder.Refuse && Directory.Exists(target)))
        {
            throw new AssayException(
                "store.folder-exists", $"{target} is there already. Give another path, remove it, or ask for it to be replaced.");
        }
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFolder(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FlushHandle(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int CloseHandle(int handle);
}
