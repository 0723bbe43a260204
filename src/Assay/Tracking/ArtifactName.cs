namespace Assay.Tracking;

/// <summary>The rule for names of files within a run or a written folder.</summary>
internal static class ArtifactName
{
    /// <summary>Accepts relative names of at most 500 characters with parts joined by <c>/</c>.</summary>
    /// <exception cref="AssayException"><c>store.artifact-name</c>: empty parts, <c>.</c> or <c>..</c>, a backslash, a drive, a control character.</exception>
    internal static void Check(string name)
    {
        var sound = name.Length is > 0 and <= 500
            && name.Split('/').All(part => part is not ("" or "." or ".."))
            && !name.Any(c => c is '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|' || char.IsControl(c) || char.IsSurrogate(c));
        if (!sound)
        {
            throw new AssayException(
                "store.artifact-name",
                $"Expected a relative name such as plots/curve.svg, found \"{name}\". "
                + "Leave out .., backslashes, colons, wildcards and control characters.");
        }
    }

    /// <summary>Refuses no name at all, one that a folder has already, and one below a file: neither could be written out into a folder.</summary>
    /// <param name="name">The name to be taken.</param>
    /// <param name="isFile">Whether a file of that name is there.</param>
    /// <param name="isFolder">Whether any file is below that name.</param>
    /// <exception cref="AssayException"><c>store.artifact-name</c>.</exception>
    internal static void CheckPlace(string name, Func<string, bool> isFile, Func<string, bool> isFolder)
    {
        if (name.Length == 0)
        {
            throw new AssayException("store.artifact-name", "Expected the name of a file, found the folder that holds all of them. Give a name such as plots/curve.svg.");
        }

        for (var slash = name.IndexOf('/'); slash > 0; slash = name.IndexOf('/', slash + 1))
        {
            if (isFile(name[..slash]))
            {
                throw new AssayException("store.artifact-name", $"\"{name[..slash]}\" is a file, so nothing can be kept as \"{name}\". Give another name.");
            }
        }

        if (isFolder(name))
        {
            throw new AssayException("store.artifact-name", $"\"{name}\" is a folder that holds files, so no file can have that name. Give another name.");
        }
    }
}
