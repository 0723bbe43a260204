using System.Text.Json;
using System.Text.RegularExpressions;

namespace Assay.Acceptance.Server;

/// <summary>The placeholders of a recorded scenario and what they stand for so far.</summary>
internal sealed partial class GoldenNames
{
    private static readonly Dictionary<string, string> kinds = new()
    {
        ["run"] = "[0-9a-f]{32}",
        ["exp"] = "[A-Za-z0-9][\\w\\-]{0,63}",
        ["token"] = ".+",
        ["runname"] = "\\S.*",
        ["version"] = "\\S+",
        ["time"] = "\\d{13}",
    };

    private readonly Dictionary<string, string> known;

    public GoldenNames()
        : this([])
    {
    }

    private GoldenNames(Dictionary<string, string> known) => this.known = known;

    /// <summary>A copy to try a match with.</summary>
    public GoldenNames Copy() => new(new Dictionary<string, string>(known));

    /// <summary>Takes over what a copy has learned.</summary>
    public void Learn(GoldenNames copy)
    {
        foreach (var (name, value) in copy.known)
        {
            known[name] = value;
        }
    }

    /// <summary>A text to send, every placeholder filled in.</summary>
    public string Fill(string text) => Place().Replace(text, place => known[place.Value]);

    /// <summary>Matches a recorded text with an answered one, learning unknown placeholders; tells what differs, or null.</summary>
    public string? Match(string want, string got)
    {
        var unknown = new List<string>();
        var pattern = "^(?:" + string.Concat(Pieces(want).Select(piece =>
        {
            if (!piece.IsPlace)
            {
                return Regex.Escape(piece.Text);
            }

            if (known.TryGetValue(piece.Text, out var value))
            {
                return Regex.Escape(value);
            }

            unknown.Add(piece.Text);
            return $"({kinds[Place().Match(piece.Text).Groups[1].Value]})";
        })) + ")\\z";
        var found = Regex.Match(got, pattern, RegexOptions.Singleline);
        if (!found.Success)
        {
            return $"want {Cut(want)}, got {Cut(got)}";
        }

        for (var i = 0; i < unknown.Count; i++)
        {
            known[unknown[i]] = found.Groups[i + 1].Value;
        }

        return null;
    }

    /// <summary>Matches a placeholder of a time, which is a number in answers.</summary>
    public string? MatchTime(string want, JsonElement got) => got.ValueKind == JsonValueKind.Number && got.TryGetInt64(out _)
        ? Match(want, got.GetRawText())
        : $"not a time in milliseconds: {got.GetRawText()}";

    private static string Cut(string text) => text.Length > 300 ? text[..300] + "..." : text;

    private static IEnumerable<(string Text, bool IsPlace)> Pieces(string text)
    {
        var last = 0;
        foreach (Match place in Place().Matches(text))
        {
            yield return (text[last..place.Index], false);
            yield return (place.Value, true);
            last = place.Index + place.Length;
        }

        yield return (text[last..], false);
    }

    [GeneratedRegex(@"\{\{([a-z]+):(\d+)\}\}")]
    private static partial Regex Place();
}
