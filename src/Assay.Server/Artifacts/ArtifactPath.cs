using Assay.Server.Frame;

namespace Assay.Server.Artifacts;

/// <summary>The rule for names that clients give artifacts. A name is a key of the store, so what is refused is refused for clarity, not for safety.</summary>
internal static class ArtifactPath
{
    private const int Longest = 2000;

    /// <summary>The name in one form: parts joined by single slashes, no <c>.</c> parts, decoded once more as MLflow's server does.</summary>
    /// <exception cref="Refusal">A part <c>..</c>, a backslash, a drive, a control character, more than 2,000 characters.</exception>
    internal static string Of(string sent)
    {
        Target.Check(sent);
        var name = Decode(sent);
        Target.Check(name);
        if (name.Contains('%'))
        {
            // However often it was encoded, a way up is no name.
            Target.Check(Decode(Decode(name)));
        }

        if (name.Length > Longest || name.Contains('\\') || name.Any(char.IsControl) || IsDrive(name))
        {
            throw Refusal.Invalid("Invalid path");
        }

        return string.Join('/', name.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != "."));
    }

    /// <summary>The same for a value of a query, where nothing absolute is taken.</summary>
    /// <exception cref="Refusal">As above, and a leading slash or a scheme.</exception>
    internal static string OfQuery(string sent) =>
        sent.StartsWith('/') || sent.Contains("://", StringComparison.Ordinal) || sent.StartsWith("file:", StringComparison.OrdinalIgnoreCase)
            ? throw Refusal.Invalid("Invalid path")
            : Of(sent);

    /// <summary>The name of a file: as above, and not empty.</summary>
    /// <exception cref="Refusal">As above.</exception>
    internal static string OfFile(string sent) => Of(sent) is { Length: > 0 } name ? name : throw Refusal.Invalid("Invalid path");

    /// <summary>The path an address <c>mlflow-artifacts:/PATH</c> names; null for any other address, which is never opened here.</summary>
    internal static string? OfAddress(string address)
    {
        const string Scheme = "mlflow-artifacts:";
        if (!address.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var rest = address[Scheme.Length..];
        if (rest.StartsWith("//", StringComparison.Ordinal))
        {
            var slash = rest.IndexOf('/', 2);
            rest = slash < 0 ? "" : rest[slash..];
        }

        return Of(rest);
    }

    private static bool IsDrive(string name) => name.Length >= 2 && char.IsAsciiLetter(name[0]) && name[1] == ':';

    private static string Decode(string name)
    {
        if (!name.Contains('%'))
        {
            return name;
        }

        var decoded = Uri.UnescapeDataString(name);
        return decoded.Contains('\uFFFD') ? throw Refusal.Invalid("Invalid path") : decoded;
    }
}
