using System.Text;

namespace Assay.Server.Frame;

/// <summary>Python writes NaN and the infinities into JSON as bare words; here they become numbers too large for a double.</summary>
internal static class BareNumbers
{
    private static readonly byte[][] Words = [.. new[] { "-Infinity", "Infinity", "NaN" }.Select(Encoding.ASCII.GetBytes)];

    internal static byte[] Replace(ReadOnlySpan<byte> json)
    {
        var result = new List<byte>(json.Length + 16);
        var quoted = false;
        for (var i = 0; i < json.Length; i++)
        {
            if (!quoted && WordAt(json[i..]) is { } word)
            {
                result.AddRange(word[0] == '-' ? "-1e999"u8 : "1e999"u8);
                i += word.Length - 1;
                continue;
            }

            result.Add(json[i]);
            if (quoted && json[i] == '\\' && i + 1 < json.Length)
            {
                result.Add(json[++i]);
            }
            else if (json[i] == '"')
            {
                quoted = !quoted;
            }
        }

        return [.. result];
    }

    private static byte[]? WordAt(ReadOnlySpan<byte> text)
    {
        foreach (var word in Words)
        {
            if (text.StartsWith(word))
            {
                return word;
            }
        }

        return null;
    }
}
