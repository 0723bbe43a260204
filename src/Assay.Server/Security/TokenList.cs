using System.Security.Cryptography;
using System.Text;
using Assay.Tracking;

namespace Assay.Server.Security;

/// <summary>The tokens of a server: only the SHA-256 of each is kept.</summary>
/// <remarks>
/// A file of lines <c>ROLE NAME SHA256</c>; empty lines and those that begin with <c>#</c> are passed over. Tokens are 256 random bits, so
/// a plain hash cannot be turned round; a slow one would only cost every request.
/// </remarks>
internal sealed class TokenList(IReadOnlyList<TokenList.Entry> entries)
{
    /// <summary>Begins every token, so that one that leaks is recognised.</summary>
    internal const string Prefix = "assay_";

    /// <summary>One token.</summary>
    internal sealed record Entry(Role Role, string Name, byte[] Hash)
    {
        internal string Line => $"{Role.ToString().ToLowerInvariant()} {Name} {Convert.ToHexStringLower(Hash)}";
    }

    internal IReadOnlyList<Entry> Entries => entries;

    /// <summary>Reads a file of tokens.</summary>
    /// <exception cref="AssayException"><c>usage.tokens</c> with the line that does not fit.</exception>
    internal static TokenList Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new AssayException("usage.tokens", $"There is no file {path}. Make a token with: assay tokens create --tokens {path} --role write NAME.");
        }

        var lines = File.ReadAllLines(path);
        return new TokenList([.. lines.Select((line, i) => (line.Trim(), i + 1)).Where(l => l.Item1.Length > 0 && l.Item1[0] != '#').Select(Parse)]);
    }

    /// <summary>Takes the tokens of a name out of a file, whole or not at all; tells how many there were.</summary>
    /// <exception cref="AssayException"><c>usage.tokens</c> with the line that does not fit, or when no token has that name.</exception>
    internal static int Remove(string path, string name)
    {
        var known = Read(path).Entries;
        var count = known.Count(e => e.Name == name);
        if (count == 0)
        {
            throw new AssayException(
                "usage.tokens", $"{path} has no token named \"{name}\" ({(known.Count == 0 ? "it has none" : $"names: {string.Join(", ", known.Select(e => e.Name).Distinct())}")}).");
        }

        var kept = File.ReadAllLines(path).Where(line => line.Trim() is not { Length: > 0 } text || text[0] == '#' || Parse((text, 0)).Name != name);
        UnixFileMode? mode = OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(path);
        Folder.WriteFile(path, stream =>
        {
            stream.Write(Encoding.UTF8.GetBytes(string.Concat(kept.Select(line => line + Environment.NewLine))));
            if (!OperatingSystem.IsWindows() && stream is FileStream file)
            {
                File.SetUnixFileMode(file.SafeFileHandle, mode!.Value);
            }
        });
        return count;
    }

    /// <summary>Makes a token from 32 random bytes.</summary>
    internal static string Make(ReadOnlySpan<byte> randomness) => Prefix + Convert.ToHexStringLower(randomness);

    internal static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>The role of a token; every entry is compared, in a time that does not depend on which fits.</summary>
    internal Role RoleOf(string token)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(token), hash);
        var role = Role.None;
        foreach (var entry in entries)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, entry.Hash))
            {
                role = entry.Role;
            }
        }

        return token.Length == 0 ? Role.None : role;
    }

    private static Entry Parse((string Text, int Number) line)
    {
        var words = line.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 3 && Enum.TryParse<Role>(words[0], ignoreCase: true, out var role) && role is not Role.None
            && words[2].Length == 64 && words[2].All(char.IsAsciiHexDigit)
            ? new Entry(role, words[1], Convert.FromHexString(words[2]))
            : throw new AssayException(
                "usage.tokens", $"Line {line.Number} of the token file is not \"read|write|admin NAME SHA256\". Make lines with: assay tokens create.");
    }
}
