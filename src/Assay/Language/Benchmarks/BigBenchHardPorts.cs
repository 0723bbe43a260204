using System.Text.RegularExpressions;
using Assay.Language.Python;
using Assay.Language.Scoring;
using Assay.Language.Tasks;

namespace Assay.Language.Benchmarks;

/// <summary>BIG-Bench Hard without examples: the answer is searched in free text, by letter, number, yes or no, or sorted words.</summary>
/// <remarks>Source: Suzgun et al., ACL 2023; the harness' bbh/zeroshot/utils.py. Numbers in English words are not read.</remarks>
[Named("bbh")]
internal sealed class BigBenchHardPorts : TaskPorts
{
    public override IReadOnlyDictionary<string, Func<IReadOnlyList<object?>, object?>> Functions { get; } =
        ((string[])["bbh/zeroshot", "bbh/cot_zeroshot"]).SelectMany(folder => new Dictionary<string, Func<IReadOnlyList<object?>, object?>>
        {
            [$"{folder}/utils.MultiChoiceRegexFilter"] = Filter((r, d, o) => new ExtendedSearch(o).Choice(Pattern(o), r, Choices(Text(d, "input")))),
            [$"{folder}/utils.MapRegexFilter"] = Filter((r, _, o) => Mapped(r, o)),
            [$"{folder}/utils.NumberParseRegexFilter"] = Filter((r, _, o) => new ExtendedSearch(o).Find(Pattern(o), r) ?? new ExtendedSearch(o).Fallback),
            [$"{folder}/utils.WordSortFilter"] = Filter((r, d, _) => Sorted(r, Text(d, "input"))),
        }).ToDictionary(f => f.Key, f => f.Value);

    private static Func<IReadOnlyList<object?>, object?> Filter(Func<string, PythonDictionary, PythonDictionary, object?> one) => arguments =>
        PythonOperators.Iterate(arguments[0]).Zip(PythonOperators.Iterate(arguments[1])).Select(object? (pair) =>
            PythonOperators.Iterate(pair.First).Select(r => one((string)r!, (PythonDictionary)pair.Second!, (PythonDictionary)arguments[2]!)).ToList()).ToList();

    private static Regex Pattern(PythonDictionary options) => PythonRegex.Compile(options.Text("regex_pattern") ?? RegexFilter.Usual);

    private static IEnumerable<string> Choices(string input) => PythonRegex.Compile(@"\([A-Z]\)([^\n^(]*)").Matches(input).Select(m => m.Groups[1].Value);

    private static object? Mapped(string response, PythonDictionary options)
    {
        var search = new ExtendedSearch(options);
        var patterns = ((PythonDictionary)options["regex_pattern_to_value"]!).Pairs.ToList();
        var whole = search.Find(PythonRegex.Compile(string.Join('|', patterns.Select(p => PythonText.Str(p.Key)))), search.Cleaned(response));
        if (whole is null)
        {
            return search.Fallback;
        }

        var found = patterns.Where(p => search.Find(PythonRegex.Compile(PythonText.Str(p.Key)), search.Cleaned(whole)) is not null).Take(1).ToList();
        return found.Count > 0 && PythonOperators.Truth(found[0].Value) ? found[0].Value : search.Fallback;
    }

    // Every word of the list, where it stands last in the response.
    private static string Sorted(string response, string input)
    {
        var words = PythonStrings.SplitWhite(PythonStrings.Strip(input.Split("List:")[1]));
        var pattern = PythonRegex.Compile(string.Join('|', words.Select(w => $@"\b{w}\b")));
        return string.Join(' ', pattern.Matches(response).Select(m => m.Value).Reverse().Distinct().Reverse());
    }
}
