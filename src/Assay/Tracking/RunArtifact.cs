namespace Assay.Tracking;

/// <summary>A file kept with a run.</summary>
/// <param name="Name">Its name within the run, parts joined by <c>/</c>; never a path of the file system.</param>
/// <param name="Digest">SHA-256 of the content, 64 lower-case hexadecimal digits.</param>
/// <param name="Bytes">Size of the content.</param>
/// <param name="Created">When it was recorded.</param>
public sealed record RunArtifact(string Name, string Digest, long Bytes, DateTimeOffset Created);
