namespace Assay.Tracking;

/// <summary>The store's errors that come from the file system, in one wording.</summary>
internal static class StoreErrors
{
    // errno of Linux and macOS, and Windows' disk-full codes.
    private static readonly int[] DiskFullCodes = [28, 122, 69, 27, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    internal static AssayException DiskFull(string path, Exception? inner) => new(
        "store.disk-full",
        $"No room to write {path}: the disk, a quota or a file size limit is used up. "
        + "Everything recorded before stays. Free some space (assay runs delete frees a run's) and run again.",
        inner);

    internal static AssayException NotWritable(string path, Exception? inner) => new(
        "store.not-writable",
        $"Cannot write {path} ({inner?.Message}). Give a place you may write to with --store sqlite:///PATH.",
        inner);

    internal static AssayException Damaged(string path, Exception? inner) => new(
        "store.damaged",
        $"{path} is not a sound SQLite database ({inner?.Message}). Put a backup in its place, save what can be read with "
        + "sqlite3's .recover, or start a new one with --store.",
        inner);

    /// <summary>Does file work; a full disk and a forbidden place become errors the user can mend.</summary>
    internal static T Guard<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (IOException error) when (DiskFullCodes.Contains(error.HResult))
        {
            throw DiskFull(path, error);
        }
        catch (ArgumentOutOfRangeException error) when (error.ParamName == "value")
        {
            throw DiskFull(path, error); // a file longer than the system allows (EFBIG) comes as this
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            throw NotWritable(path, error);
        }
    }
}
