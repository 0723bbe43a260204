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
}
