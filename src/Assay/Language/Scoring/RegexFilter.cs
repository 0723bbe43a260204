using System.Globalization;
using System.Text.RegularExpressions;
using Assay.Language.Python;

namespace Assay.Language.Scoring;

/// <summary>What a pattern finds in a response; a fallback where it finds nothing.</summary>
[Named("regex")]
internal sealed class RegexFilter : ResponseFilter
{
    /// <summary>The pattern when a task file gives none.</summary>
    public const string Usual = @"#### (\-?[0-9\.\,]+)";

    public override List<object?> Apply(List<object?> responses, IReadOnlyList<PythonDictionary> documents, PythonDictionary options)
    {
        var pattern = PythonRegex.Compile(PythonText.Str(Option(options, "regex_pattern", Usual)));
        var fallback = Option(options, "fallback", "[invalid]");
        return Each(responses, response =>
        {
            var found = PythonRegex.FindAll(pattern, response as string ?? "");
            if (found.Count == 0)
            {
                return fallback;
            }

            var match = PythonOperators.Item(found, Option(options, "group_select", 0L));
            match = match is PythonTuple groups ? groups.Items.FirstOrDefault(g => g is string { Length: > 0 }) ?? fallback : match;
            return PythonStrings.Strip(Text(match));
        });
    }
}

/// <summary>What several patterns of one kind share: the group to take, words to leave out before a search.</summary>
internal sealed class ExtendedSearch(PythonDictionary options)
{
    private readonly object? select = options.TryGet("group_select", out var s) ? s : 0L;
    private readonly bool ignoresCase = options.TryGet("ignore_case", out var c) && PythonOperators.Truth(c);
    private readonly bool ignoresPunctuation = options.TryGet("ignore_punctuation", out var p) && PythonOperators.Truth(p);
    private readonly List<string> ignored = options.TryGet("regexes_to_ignore", out var r) && r is not null ? [.. PythonOperators.Iterate(r).Select(PythonText.Str)] : [];

    /// <summary>What is put out where nothing is found.</summary>
    public object? Fallback { get; } = options.TryGet("fallback", out var f) ? f : "[invalid]";

    /// <summary>The text without what is to be ignored.</summary>
    public string Cleaned(string text)
    {
        text = ignored.Aggregate(text, (t, pattern) => PythonRegex.Substitute(pattern, "", t));
        text = ignoresCase ? Casing.Lower(text) : text;
        return !ignoresPunctuation ? text : CodePoints.Join(CodePoints.Values(text).Where(v => Casing.Category(v) is not (UnicodeCategory.ConnectorPunctuation or UnicodeCategory.DashPunctuation
            or UnicodeCategory.OpenPunctuation or UnicodeCategory.ClosePunctuation or UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation or UnicodeCategory.OtherPunctuation)));
    }

    /// <summary>The match selected, through the words it stands for; null when there is none or an empty one.</summary>
    public string? Find(Regex pattern, string text, IReadOnlyDictionary<string, string>? standsFor = null)
    {
        var found = PythonRegex.FindAll(pattern, text);
        if (found.Count == 0)
        {
            return null;
        }

        var match = PythonOperators.Item(found, select);
        var words = PythonStrings.Strip(match is PythonTuple groups ? (string)(groups.Items.FirstOrDefault(g => g is string { Length: > 0 }) ?? "")! : (string)match!);
        return words.Length == 0 ? null : standsFor?.GetValueOrDefault(words) ?? words;
    }

    /// <summary>The letter of a choice: by the pattern, else by a choice's own words, else by a letter behind a colon.</summary>
    public object? Choice(Regex pattern, string response, IEnumerable<string> choices)
    {
        var letters = new Dictionary<string, string>();
        var words = new Dictionary<string, string>();
        var order = new List<string>();
        foreach (var (i, choice) in choices.Index())
        {
            var letter = ((char)('A' + i)).ToString();
            var cleaned = Cleaned(PythonStrings.Strip(choice));
            order.Add(cleaned);
            words[cleaned] = $"({letter})";
            letters[letter] = $"({letter})";
        }

        return Find(pattern, response)
            ?? Find(PythonRegex.Compile(string.Join('|', order.Select(PythonRegex.Escaped))), Cleaned(response), words)
            ?? Find(PythonRegex.Compile($@":[\s]*({string.Join('|', letters.Keys)})"), response, letters)
            ?? Fallback;
    }
}
