using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Assay.Numerics;

namespace Assay.Evaluation.Perturbations;

/// <summary>A perturbation of text that puts other words for listed ones, whatever their case; a capital first letter stays one.</summary>
internal abstract class PhrasePerturbation : TextPerturbation
{
    private readonly Lazy<(Regex Finder, FrozenDictionary<string, string[]> Phrases)> found;

    /// <summary>Prepares the search for the listed words when it is first needed.</summary>
    protected PhrasePerturbation() => found = new(() =>
    {
        var phrases = Phrases.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        var longestFirst = phrases.Keys.OrderByDescending(p => p.Length).ThenBy(p => p, StringComparer.Ordinal).Select(Regex.Escape);
        return (new Regex($@"(?<![\w'])(?:{string.Join('|', longestFirst)})(?![\w'])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant), phrases);
    });

    /// <inheritdoc/>
    public override string DoseUnit => "share of places";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.1, 0.25, 0.5, 1];

    /// <summary>The words looked for, in lower case, with what may stand in their place.</summary>
    protected abstract IReadOnlyDictionary<string, string[]> Phrases { get; }

    /// <summary>Every group's words, each to be replaced by the others of its group.</summary>
    protected static IReadOnlyDictionary<string, string[]> Groups(params string[] groups)
    {
        var phrases = new Dictionary<string, string[]>();
        foreach (var words in groups.Select(g => g.Split('|')))
        {
            foreach (var word in words)
            {
                phrases[word] = [.. words.Where(w => w != word)];
            }
        }

        return phrases;
    }

    /// <inheritdoc/>
    protected sealed override string Change(string text, SeededRandom random, double dose)
    {
        var (finder, phrases) = found.Value;
        return finder.Replace(text.Replace('\u2019', '\''), match =>
        {
            var draw = CellDraw.Next(random, dose);
            var others = phrases[match.Value];
            return draw.Hit ? InCaseOf(match.Value, others[draw.Pick(others.Length)]) : match.Value;
        });
    }

    private static string InCaseOf(string before, string after) =>
        before.Length > 1 && before.All(c => !char.IsLower(c)) ? after.ToUpperInvariant()
        : char.IsUpper(before[0]) && after.Length > 0 ? char.ToUpperInvariant(after[0]) + after[1..]
        : after;
}
