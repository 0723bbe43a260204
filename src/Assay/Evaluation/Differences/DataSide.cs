using Assay.Tracking.Versions;

namespace Assay.Evaluation.Differences;

/// <summary>A table to compare: a file, or a version in a store.</summary>
/// <param name="Name">As it was named.</param>
/// <param name="Version">The version; null for a file.</param>
public sealed record DataSide(string Name, DataVersion? Version)
{
    /// <summary>Finds out what is meant: a file that is there before a version of that name.</summary>
    /// <param name="named">A path, <c>NAME@VERSION</c>, a bare name for its newest version, or the beginning of a digest.</param>
    /// <param name="versions">The store's versions; null when there is no store.</param>
    /// <exception cref="AssayException"><c>data.version-missing</c> when it is neither.</exception>
    public static DataSide Of(string named, DataVersions? versions)
    {
        ArgumentNullException.ThrowIfNull(named);
        var looksLikeFile = File.Exists(named) || Directory.Exists(named) || versions is null || (!named.Contains('@') && Path.HasExtension(named) && versions.Find(named) is null);
        return looksLikeFile ? new DataSide(named, null) : new DataSide(named, versions!.Get(named));
    }
}
