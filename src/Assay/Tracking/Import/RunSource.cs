using System.IO.Enumeration;
using System.Security.Cryptography;
using System.Text;

namespace Assay.Tracking.Import;

/// <summary>A kind of place other systems keep runs in; found by its name.</summary>
/// <remarks>What is read is not trusted: sizes are bounded, no text of it becomes a path, links are not followed.</remarks>
internal abstract class RunSource
{
    /// <summary>Whether a file or folder looks like one of these.</summary>
    internal abstract bool Recognises(string path);

    /// <summary>The runs in it, parents before their parts.</summary>
    internal abstract IEnumerable<SourceRun> Read(string path, ImportOptions options, ImportLog log);

    /// <summary>Experiments in it that say more than their name, asked for after the runs are read.</summary>
    internal virtual IEnumerable<SourceExperiment> Experiments(string path, ImportLog log) => [];

    /// <summary>Registered models in it.</summary>
    internal virtual IEnumerable<SourceModel> Models(string path, ImportLog log) => [];

    /// <summary>An id that follows from a time and a text, and sorts by time.</summary>
    protected static string IdOf(DateTimeOffset time, string text) =>
        (time.ToUnixTimeMilliseconds() & 0xFFFF_FFFF_FFFF).ToString("x12") + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..20];

    /// <summary>Files of a folder and its folders, links left out, with their names in it.</summary>
    protected static IEnumerable<(string Name, string Path)> FilesIn(string folder)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, MaxRecursionDepth = 32 };
        return !Directory.Exists(folder) ? [] : Directory.EnumerateFiles(folder, "*", options)
            .Select(path => (Name: System.IO.Path.GetRelativePath(folder, path).Replace(System.IO.Path.DirectorySeparatorChar, '/'), Path: path))
            .OrderBy(f => f.Name, StringComparer.Ordinal);
    }

    /// <summary>Tells the links in a folder, which are left out: what they point to may be any file of this machine.</summary>
    protected static void TellLinks(string folder, ImportLog log)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        var links = new FileSystemEnumerable<string>(
            folder, (ref FileSystemEntry entry) => entry.ToFullPath(), new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, MaxRecursionDepth = 32 })
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) != 0,
            ShouldRecursePredicate = (ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0,
        };
        foreach (var link in links.Order(StringComparer.Ordinal))
        {
            log.Add($"{link} is a link and was left out. Put a copy in its place to import it.");
        }
    }

    /// <summary>Copies a file's content.</summary>
    protected static Action<Stream> Copy(string path) => target =>
    {
        using var content = File.OpenRead(path);
        content.CopyTo(target);
    };
}
