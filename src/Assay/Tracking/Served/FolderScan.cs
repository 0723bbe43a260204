namespace Assay.Tracking.Served;

/// <summary>Lists a folder of names that are kept sorted, one look-up an entry whatever the folders below it hold.</summary>
internal static class FolderScan
{
    /// <summary>The folder's entries.</summary>
    /// <param name="folder">Its name; empty for the top.</param>
    /// <param name="first">The first file whose name is at least the one and below the other.</param>
    internal static List<ServedEntry> List(string folder, Func<string, string, RunArtifact?> first)
    {
        var prefix = folder.Length == 0 ? "" : folder + "/";
        // '0' stands right behind '/' and U+10FFFF behind everything.
        var end = folder.Length == 0 ? "\U0010FFFF" : folder + "0";
        var entries = new List<ServedEntry>();
        for (var from = prefix; first(from, end) is { } file;)
        {
            var name = file.Name[prefix.Length..];
            var slash = name.IndexOf('/');
            if (slash < 0)
            {
                entries.Add(new ServedEntry(name, file.Bytes));
                from = file.Name + "\u0001";
            }
            else
            {
                entries.Add(new ServedEntry(name[..slash], null));
                from = $"{prefix}{name[..slash]}0";
            }
        }

        // "a.txt" stands before "a/b" but folder "a" before file "a.txt".
        return [.. entries.DistinctBy(e => e.Name).OrderBy(e => e.Name, StringComparer.Ordinal)];
    }
}
