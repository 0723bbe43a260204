using System.IO.Enumeration;

namespace Assay.Tracking.Versions;

/// <summary>What is in a folder: every file and link below it, with its stamp, and nothing read.</summary>
internal static class FolderLook
{
    private static readonly EnumerationOptions all = new() { AttributesToSkip = 0, IgnoreInaccessible = false, ReturnSpecialDirectories = false };

    /// <summary>A file or a link.</summary>
    /// <param name="Name">Its name in the version.</param>
    /// <param name="Path">Where it is.</param>
    /// <param name="Stamp">What it looks like.</param>
    internal sealed record Found(string Name, string Path, FileStamp Stamp)
    {
        /// <summary>Whether it is a link.</summary>
        public bool IsLink { get; init; }

        /// <summary>Whether its owner may run it.</summary>
        public bool Runnable { get; init; }
    }

    /// <summary>Everything in the folder, in no order. Links are not followed; folders named <c>.assay</c>, and the store's own, are left out.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="own">The store's folder of objects.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="AssayException"><c>data.file-name</c>, <c>data.not-a-file</c> for devices, pipes and sockets, <c>data.file-missing</c>, <c>data.not-readable</c>.</exception>
    public static List<Found> Into(string root, string own, CancellationToken cancellation)
    {
        var found = new List<Found>();
        try
        {
            Walk((root, own), "", found, cancellation);
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException or IOException)
        {
            throw new AssayException("data.not-readable", $"{fault.Message} Give the right to read it, or add the parts that can be read.", fault);
        }

        return found;
    }

    private static void Walk((string Path, string Own) folder, string prefix, List<Found> found, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        foreach (var name in new FileSystemEnumerable<string>(folder.Path, static (ref FileSystemEntry entry) => entry.FileName.ToString(), all))
        {
            var path = $"{folder.Path}{Path.DirectorySeparatorChar}{name}";
            var inner = DataName.File(prefix + name);
            switch (FileStamp.Of(path))
            {
                case (_, FileStamp.Kind.Folder, _) when name == ".assay" || path == folder.Own:
                    break;
                case (_, FileStamp.Kind.Folder, _):
                    Walk((path, folder.Own), inner + "/", found, cancellation);
                    break;
                case ({ } stamp, FileStamp.Kind.File, var runnable):
                    found.Add(new Found(inner, path, stamp) { Runnable = runnable });
                    break;
                case ({ } stamp, FileStamp.Kind.Link, _):
                    found.Add(new Found(inner, path, stamp) { IsLink = true });
                    break;
                case null:
                    throw new AssayException("data.file-changed", $"{path} went away while the folder was read. Add it again when it is finished.");
                default:
                    throw new AssayException("data.not-a-file", $"{path} is a device, a pipe or a socket; a version holds files, folders and links. Remove it or add the folder's parts.");
            }
        }
    }
}
