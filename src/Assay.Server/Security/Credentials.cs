using System.Text;

namespace Assay.Server.Security;

/// <summary>Takes the token out of an Authorization header.</summary>
internal static class Credentials
{
    /// <summary>The token of <c>Bearer TOKEN</c>, or the password of <c>Basic</c> (whatever the name); empty when there is none.</summary>
    internal static string Of(string? header)
    {
        if (header is null)
        {
            return "";
        }

        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return header[7..].Trim();
        }

        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            return "";
        }

        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[6..].Trim(), bytes, out var count))
        {
            return "";
        }

        var pair = Encoding.UTF8.GetString(bytes, 0, count);
        return pair[(pair.IndexOf(':') + 1)..];
    }
}
