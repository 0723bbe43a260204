using System.Runtime.InteropServices;

namespace Assay.Tracking.Versions;

/// <summary>What tells whether a file changed without reading it.</summary>
/// <param name="Bytes">Its length.</param>
/// <param name="Modified">When its content changed, in nanoseconds since 1970.</param>
/// <param name="Changed">When anything of it changed; 0 where the system does not tell.</param>
/// <param name="Inode">Its number in the file system; 0 where the system does not tell.</param>
internal readonly partial record struct FileStamp(long Bytes, long Modified, long Changed, ulong Inode)
{
    private const int NoFollow = 0x100;
    private const int CurrentFolder = -100;
    private const uint Wanted = 0x7FF;

    /// <summary>A kind of file.</summary>
    internal enum Kind
    {
        /// <summary>An ordinary file.</summary>
        File,

        /// <summary>A folder.</summary>
        Folder,

        /// <summary>A symbolic link.</summary>
        Link,

        /// <summary>A device, a pipe, a socket.</summary>
        Other,
    }

    /// <summary>Looks at a file and not through it; null when it is not there.</summary>
    public static (FileStamp Stamp, Kind Kind, bool Runnable)? Of(string path)
    {
        if (OperatingSystem.IsLinux())
        {
            return Look(CurrentFolder, path, NoFollow, Wanted, out var seen) != 0 ? null : (
                new FileStamp((long)seen.Size, Nanoseconds(seen.Modified), Nanoseconds(seen.Changed), seen.Inode),
                (seen.Mode & 0xF000) switch { 0x8000 => Kind.File, 0x4000 => Kind.Folder, 0xA000 => Kind.Link, _ => Kind.Other },
                (seen.Mode & 0x40) != 0);
        }

        var info = new FileInfo(path);
        return info.LinkTarget is not null ? (default, Kind.Link, false)
            : info.Exists ? (new FileStamp(info.Length, (info.LastWriteTimeUtc - DateTime.UnixEpoch).Ticks * 100, 0, 0), info.Attributes.HasFlag(FileAttributes.Device) ? Kind.Other : Kind.File, false)
            : Directory.Exists(path) ? (default, Kind.Folder, false) : null;
    }

    private static long Nanoseconds(Moment moment) => (moment.Seconds * 1_000_000_000) + moment.Nanoseconds;

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Look(int folder, string path, int flags, uint mask, out Seen seen);

    [StructLayout(LayoutKind.Sequential)]
    private struct Moment
    {
        public long Seconds;
        public uint Nanoseconds;
        public int Reserved;
    }

    // struct statx of Linux, the same on every processor (statx(2)).
    [StructLayout(LayoutKind.Sequential, Size = 256)]
    private struct Seen
    {
        public uint Mask;
        public uint BlockSize;
        public ulong Attributes;
        public uint Links;
        public uint User;
        public uint Group;
        public ushort Mode;
        public ushort Spare;
        public ulong Inode;
        public ulong Size;
        public ulong Blocks;
        public ulong AttributesMask;
        public Moment Accessed;
        public Moment Born;
        public Moment Changed;
        public Moment Modified;
    }
}
