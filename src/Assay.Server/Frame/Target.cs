using System.Text;

namespace Assay.Server.Frame;

/// <summary>The path of a request as the client sent it, decoded exactly once.</summary>
internal static class Target
{
    // Overlong or broken UTF-8 is refused rather than repaired.
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The decoded path below the place the server is mounted at.</summary>
    /// <param name="raw">The request target: path and query.</param>
    /// <param name="prefix">The decoded path the server is mounted at, empty for the root.</param>
    /// <exception cref="Refusal">A segment <c>..</c> or <c>.</c>, a backslash, a NUL, broken encoding.</exception>
    internal static string PathOf(string raw, string prefix)
    {
        var end = raw.IndexOf('?');
        var path = end < 0 ? raw : raw[..end];
        if (!path.StartsWith('/'))
        {
            // The absolute form: http://host/path.
            var start = path.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? path.IndexOf('/', scheme + 3) : -1;
            path = start < 0 ? "/" : path[start..];
        }

        if (path.Contains('%'))
        {
            path = Decode(path);
        }

        Check(path);
        return prefix.Length > 0 && path.StartsWith(prefix, StringComparison.Ordinal) ? path[prefix.Length..] : path;
    }

    /// <summary>Refuses what could be taken for a way up, in a path or a query's value.</summary>
    /// <exception cref="Refusal">A segment <c>..</c> (split at both slashes) or a NUL.</exception>
    internal static void Check(string path)
    {
        if (path.Contains('\0') || (path.Contains("..", StringComparison.Ordinal) && path.Split('/', '\\').Contains("..")))
        {
            throw Refusal.Invalid("Invalid path");
        }
    }

    private static string Decode(string path)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(path.Length)];
        var count = 0;
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] == '%' && i + 2 < path.Length && char.IsAsciiHexDigit(path[i + 1]) && char.IsAsciiHexDigit(path[i + 2]))
            {
                bytes[count++] = Convert.ToByte(path.Substring(i + 1, 2), 16);
                i += 2;
            }
            else
            {
                count += Encoding.UTF8.GetBytes(path, i, 1, bytes, count);
            }
        }

        try
        {
            return Strict.GetString(bytes, 0, count);
        }
        catch (DecoderFallbackException)
        {
            throw Refusal.Invalid("Invalid path");
        }
    }
}
