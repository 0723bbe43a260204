using System.Security.Cryptography;
using System.Text;
using Assay.Server.Frame;
using Assay.Tracking;

namespace Assay.Server.Artifacts;

/// <summary>Sends a file so that no browser shows, runs or frames it on this server's origin.</summary>
internal static class Attachment
{
    internal static async Task SendAsync(Call call, RunArtifact artifact)
    {
        await using var content = call.Store.Objects.Open(artifact)
            ?? throw new Refusal(ErrorCode.InternalError, $"The content of {artifact.Name} is missing in the server's artifact folder.");
        var response = call.Context.Response;
        response.ContentType = MediaType.Of(artifact.Name);
        response.ContentLength = artifact.Bytes;
        response.Headers.ContentDisposition = Disposition(artifact.Name, call.Server.Options.Latin1Headers);
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'; frame-ancestors 'none'";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        response.Headers.ETag = $"\"{artifact.Digest}\"";
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        int count;
        while ((count = await content.ReadAsync(buffer, call.Cancellation)) > 0)
        {
            hash.AppendData(buffer.AsSpan(0, count));
            await response.Body.WriteAsync(buffer.AsMemory(0, count), call.Cancellation);
        }

        if (Convert.ToHexStringLower(hash.GetHashAndReset()) != artifact.Digest)
        {
            // Too late for a status: a broken connection says that this is not the file.
            call.Context.Abort();
        }
    }

    /// <summary>The header for a name: as MLflow writes it where that is safe, quoted with RFC 6266's second form where it is not.</summary>
    internal static string Disposition(string name, bool latin1)
    {
        var file = name[(name.LastIndexOf('/') + 1)..];
        if (file.All(c => IsPlain(c) || (latin1 && c is >= '\u00C0' and <= '\u00FF')))
        {
            return $"attachment; filename={file}";
        }

        var ascii = string.Concat(file.Select(c => IsPlain(c) ? c : '_'));
        return $"attachment; filename=\"{ascii}\"; filename*=UTF-8''{Escape(file)}";
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || " ._+%-()[]{}!#$&@^~".Contains(c);

    private static string Escape(string text) => string.Concat(Encoding.UTF8.GetBytes(text).Select(b =>
        char.IsAsciiLetterOrDigit((char)b) || "._-".Contains((char)b) ? ((char)b).ToString() : $"%{b:X2}"));
}
