namespace Assay.Tracking.Served;

/// <summary>A file or a folder in a list of artifacts.</summary>
/// <param name="Name">Its last part.</param>
/// <param name="Bytes">The file's size; null for a folder.</param>
internal sealed record ServedEntry(string Name, long? Bytes)
{
    internal bool IsFolder => Bytes is null;
}
