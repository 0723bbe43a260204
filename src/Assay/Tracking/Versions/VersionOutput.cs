namespace Assay.Tracking.Versions;

/// <summary>Writes the files of a version beside their place and moves them there when all are whole.</summary>
internal static class VersionOutput
{
    /// <summary>Writes a file, or a folder with its links last, so that no file is ever written through one.</summary>
    public static void Write(VersionContent content, DataManifest manifest, (string Path, bool Folder) target)
    {
        Folder.Make(Path.GetDirectoryName(target.Path)!);
        if (!target.Folder)
        {
            Folder.WriteFile(target.Path, file => content.Copy(manifest.Entries[0], file));
            Mark(target.Path, manifest.Entries[0]);
            return;
        }

        var fresh = Folder.SiblingOf(target.Path, "new");
        StoreErrors.Guard(target.Path, () =>
        {
            try
            {
                Directory.CreateDirectory(fresh);
                Fill(content, manifest, fresh);
                Directory.Move(fresh, target.Path);
                return true;
            }
            finally
            {
                if (Directory.Exists(fresh))
                {
                    Directory.Delete(fresh, recursive: true);
                }
            }
        });
    }

    private static void Fill(VersionContent content, DataManifest manifest, string root)
    {
        foreach (var entry in manifest.Entries.OrderBy(e => e.Link is null ? 0 : 1))
        {
            var path = Path.Combine(root, DataName.File(entry.Name));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (entry.Link is { } link)
            {
                File.CreateSymbolicLink(path, link);
                continue;
            }

            using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
            {
                content.Copy(entry, file);
            }

            Mark(path, entry);
        }
    }

    private static void Mark(string path, DataEntry entry)
    {
        if (entry.Runnable && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.UserExecute);
        }
    }
}
