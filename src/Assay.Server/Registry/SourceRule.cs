using Assay.Server.Frame;

namespace Assay.Server.Registry;

/// <summary>Which addresses a version of a model may come from. They are texts to hand out: nothing here opens one.</summary>
internal static class SourceRule
{
    /// <summary>Checks a source.</summary>
    /// <param name="source">As the client wrote it.</param>
    /// <param name="root">The artifact address of the run or logged model it comes from, if one was named.</param>
    /// <exception cref="Refusal">A local path outside <paramref name="root"/>; a way up in any other address.</exception>
    internal static void Check(string source, string? root)
    {
        if (LocalPath(source) is { } path)
        {
            var inside = root is null || LocalPath(root) is not { } folder ? null : Resolve(folder);
            if (inside is null || !IsWithin(Resolve(path), inside))
            {
                throw Refusal.Invalid(
                    $"Invalid model version source: '{path}'. To use a local path as a model version source, the run_id request parameter has to be "
                    + "specified and the local path has to be contained within the artifact directory of the run specified by the run_id.");
            }

            return;
        }

        if (HasWayUp(source))
        {
            throw Refusal.Invalid(
                $"Invalid model version source: '{source}'. If supplying a source as an http, https, local file path, ftp, objectstore, or "
                + "mlflow-artifacts uri, an absolute path must be provided without relative path references present. Please provide an absolute path.");
        }
    }

    // A path of the client's machine or the server's: no scheme, the scheme "file", or a drive letter.
    private static string? LocalPath(string source)
    {
        if (source.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            var rest = source[5..];
            if (!rest.StartsWith("//", StringComparison.Ordinal))
            {
                return rest;
            }

            var slash = rest.IndexOf('/', 2);
            var host = slash < 0 ? rest[2..] : rest[2..slash];
            return host.Length == 0 || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
                ? slash < 0 ? "" : rest[slash..]
                : throw new Refusal(
                    ErrorCode.InternalError,
                    $"{source} is not a valid remote uri. For remote access on windows, please consider using a different scheme such as SMB (e.g. smb://<hostname>/<path>).");
        }

        var colon = source.IndexOf(':');
        return colon <= 1 || source.IndexOf('/') is >= 0 and var first && first < colon ? source : null;
    }

    private static bool HasWayUp(string source)
    {
        var path = source[(source.IndexOf(':') + 1)..];
        if (path.StartsWith("//", StringComparison.Ordinal))
        {
            var slash = path.IndexOf('/', 2);
            path = slash < 0 ? "/" : path[slash..];
        }

        for (var times = 0; times < 10 && path.Contains('%'); times++)
        {
            path = Uri.UnescapeDataString(path);
        }

        return !path.StartsWith('/') || path.Contains('\0') || path.Split('/', '\\').Any(part => part is ".." or ".");
    }

    private static string? Resolve(string path)
    {
        if (!path.StartsWith('/') || path.Contains('\0') || path.Contains('\\'))
        {
            return null;
        }

        var parts = new List<string>();
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != "."))
        {
            if (part != "..")
            {
                parts.Add(part);
            }
            else if (parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
        }

        return "/" + string.Join('/', parts);
    }

    private static bool IsWithin(string? path, string folder) =>
        path is not null && (path == folder || path.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal));
}
