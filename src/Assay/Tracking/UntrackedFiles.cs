using System.IO.Compression;

namespace Assay.Tracking;

/// <summary>Sources that no commit has yet: kept with a run, within limits, so that what ran can be seen later.</summary>
internal static class UntrackedFiles
{
    /// <summary>The artifact they are kept as.</summary>
    public const string Artifact = "code/untracked.zip";

    private const int LargestFile = 1 << 18;
    private const int LargestSum = 1 << 22;
    private static readonly DateTimeOffset fixedTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Contents of the text files among them, as long as there is room; links are left out.</summary>
    public static Dictionary<string, byte[]> Read(string root, IEnumerable<string> names)
    {
        var (contents, left) = (new Dictionary<string, byte[]>(StringComparer.Ordinal), LargestSum);
        foreach (var name in names)
        {
            var file = new FileInfo(Path.Combine(root, name));
            if (file.Exists && file.LinkTarget is null && file.Length <= Math.Min(LargestFile, left) && Text(file) is { } content)
            {
                contents[name] = content;
                left -= content.Length;
            }
        }

        return contents;
    }

    /// <summary>Writes them as an archive; the same contents give the same bytes.</summary>
    public static void Write(Stream target, IReadOnlyDictionary<string, byte[]> contents)
    {
        using var archive = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, content) in contents.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            var entry = archive.CreateEntry(name);
            entry.LastWriteTime = fixedTime;
            using var file = entry.Open();
            file.Write(content);
        }
    }

    // A file that cannot be read, or is gone meanwhile, is no reason not to run.
    private static byte[]? Text(FileInfo file)
    {
        try
        {
            var content = File.ReadAllBytes(file.FullName);
            return content.Length <= LargestFile && !content.Contains((byte)0) ? content : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
