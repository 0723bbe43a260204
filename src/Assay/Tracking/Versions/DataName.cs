namespace Assay.Tracking.Versions;

/// <summary>The rules for names of versions, of files in them, and for targets of links.</summary>
internal static class DataName
{
    /// <summary>Accepts a name for a line of versions: 1 to 200 characters, none of them <c>@</c> or a control character.</summary>
    /// <exception cref="AssayException"><c>data.name</c>.</exception>
    public static string Version(string name) =>
        name.Length is > 0 and <= 200 && name.Trim() == name && !name.Any(c => c == '@' || char.IsControl(c) || char.IsSurrogate(c))
            ? name
            : throw new AssayException("data.name", $"Expected a name of 1 to 200 characters without @ and control characters, found \"{name}\". Give one with --name.");

    /// <summary>Accepts a relative name in normal form.</summary>
    /// <exception cref="AssayException"><c>data.file-name</c>.</exception>
    public static string File(string name) =>
        name.Length is > 0 and <= 4096 && name.Split('/').All(part => part is not ("" or "." or "..")) && !name.Any(c => c == '\\' || char.IsControl(c) || c == '\uFFFD')
            ? name
            : throw new AssayException("data.file-name", $"\"{name}\" is no name a version can hold: a relative one is needed, in UTF-8, without .., backslashes and control characters. Rename the file.");

    /// <summary>Whether a link in the file of that name stays inside the folder.</summary>
    public static bool StaysInside(string name, string target)
    {
        if (target.Length == 0 || target[0] == '/' || target.Contains('\\') || target.Contains('\0') || Path.IsPathRooted(target))
        {
            return false;
        }

        var depth = name.Count(c => c == '/');
        foreach (var part in target.Split('/'))
        {
            depth += part switch { "" or "." => 0, ".." => -1, _ => 1 };
            if (depth < 0)
            {
                return false;
            }
        }

        return true;
    }
}
