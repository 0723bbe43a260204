using System.Text.Json;
using System.Text.RegularExpressions;
using Assay.Language.Python;

namespace Assay.Language.Benchmarks;

/// <summary>The instructions of IFEval that need no language model or detector.</summary>
internal static class InstructionRules
{
    private static readonly string[] answers = ["My answer is yes.", "My answer is no.", "My answer is maybe."];

    private static readonly Dictionary<string, Func<PythonDictionary, string, bool>> rules = new()
    {
        ["punctuation:no_comma"] = (_, text) => !text.Contains(','),
        ["length_constraints:number_words"] = (o, text) => Relates(o, "relation", "num_words", Count(@"\w+", text)),
        ["length_constraints:number_paragraphs"] = (o, text) => HasParagraphs(Whole(o, "num_paragraphs"), text),
        ["length_constraints:nth_paragraph_first_word"] = FirstWord,
        ["keywords:frequency"] = (o, text) => Relates(o, "relation", "frequency", Count(PythonStrings.Strip(o.Text("keyword")!), text, RegexOptions.IgnoreCase)),
        ["keywords:existence"] = (o, text) => Words(o, "keywords").All(k => Count(k, text, RegexOptions.IgnoreCase) > 0),
        ["keywords:forbidden_words"] = (o, text) => Words(o, "forbidden_words").All(w => Count($@"\b{w}\b", text, RegexOptions.IgnoreCase) == 0),
        ["keywords:letter_frequency"] = (o, text) => Relates(o, "let_relation", "let_frequency", Casing.Lower(text).Split(Casing.Lower(o.Text("letter")!)).Length - 1),
        ["detectable_format:number_highlighted_sections"] = (o, text) => Highlights(text) >= Whole(o, "num_highlights"),
        ["detectable_format:number_bullet_lists"] = (o, text) =>
            Count(@"^\s*\*[^\*].*$", text, RegexOptions.Multiline) + Count(@"^\s*-.*$", text, RegexOptions.Multiline) == Whole(o, "num_bullets"),
        ["detectable_format:title"] = (_, text) => PythonRegex.Compile(@"<<[^\n]+>>").Matches(text).Any(m => PythonStrings.Strip(m.Value.TrimStart('<').TrimEnd('>')).Length > 0),
        ["detectable_format:json_format"] = (_, text) => IsJson(text),
        ["detectable_format:constrained_response"] = (_, text) => answers.Any(a => text.Contains(a, StringComparison.Ordinal)),
        ["detectable_format:multiple_sections"] = (o, text) => PythonRegex.Compile($@"\s?{PythonStrings.Strip(o.Text("section_spliter")!)}\s?\d+\s?").Count(text) >= Whole(o, "num_sections"),
        ["detectable_content:number_placeholders"] = (o, text) => Count(@"\[.*?\]", text) >= Whole(o, "num_placeholders"),
        ["detectable_content:postscript"] = (o, text) => Count(Postscript(PythonStrings.Strip(o.Text("postscript_marker")!)), Casing.Lower(text), RegexOptions.Multiline) > 0,
        ["combination:two_responses"] = (_, text) => HasTwoResponses(text),
        ["combination:repeat_prompt"] = (o, text) => Folded(text).StartsWith(Folded(o.Text("prompt_to_repeat")!), StringComparison.Ordinal),
        ["startend:quotation"] = (_, text) => PythonStrings.Strip(text) is { Length: > 1 } t && t[0] == '"' && t[^1] == '"',
        ["startend:end_checker"] = (o, text) => Casing.Lower(PythonStrings.Strip(PythonStrings.Strip(text), "\"")).EndsWith(Folded(o.Text("end_phrase")!), StringComparison.Ordinal),
        ["change_case:english_lowercase"] = (_, text) => IsCase(text, "islower"),
        ["change_case:english_capital"] = (_, text) => IsCase(text, "isupper"),
    };

    /// <summary>Whether a response keeps to an instruction.</summary>
    /// <exception cref="AssayException"><c>data.task-hook</c> for instructions that need a sentence model or a language detector.</exception>
    public static bool Keeps(string instruction, PythonDictionary options, string response) => rules.TryGetValue(instruction, out var rule)
        ? rule(options, response)
        : throw new AssayException("data.task-hook", $"IFEval's instruction {instruction} needs a sentence model or a language detector, which is not here.");

    private static int Whole(PythonDictionary options, string key) => PythonOperators.ToIndex(options[key]);

    private static IEnumerable<string> Words(PythonDictionary options, string key) => PythonOperators.Iterate(options[key]).Select(PythonText.Str);

    private static int Count(string pattern, string text, RegexOptions options = RegexOptions.None) => PythonRegex.Compile(pattern, options).Count(text);

    private static string Folded(string text) => Casing.Lower(PythonStrings.Strip(text));

    private static bool Relates(PythonDictionary options, string relation, string threshold, int count) =>
        options.Text(relation) == "less than" ? count < Whole(options, threshold) : count >= Whole(options, threshold);

    // That the text is English is taken on trust: the original asks a language detector.
    private static bool IsCase(string text, string method) => (bool)PythonMethods.Find(text, method)!.Call([], new Dictionary<string, object?>())!;

    private static int Highlights(string text)
    {
        var one = PythonRegex.Compile(@"\*[^\n\*]*\*").Matches(text).Count(m => PythonStrings.Strip(m.Value.Trim('*')).Length > 0);
        return one + PythonRegex.Compile(@"\*\*[^\n\*]*\*\*").Matches(text).Count(m => PythonStrings.Strip(m.Value[2..^2]).Length > 0);
    }

    private static bool HasParagraphs(int wanted, string text)
    {
        var parts = PythonRegex.Compile(@"\s?\*\*\*\s?").Split(text);
        var empty = Enumerable.Range(0, parts.Length).Where(i => PythonStrings.Strip(parts[i]).Length == 0).ToList();
        return empty.All(i => i == 0 || i == parts.Length - 1) && parts.Length - empty.Count == wanted;
    }

    private static bool FirstWord(PythonDictionary options, string text)
    {
        var paragraphs = text.Split("\n\n");
        var count = paragraphs.Count(p => PythonStrings.Strip(p).Length > 0);
        var nth = Whole(options, "nth_paragraph");
        if (nth > count || PythonStrings.SplitWhite(paragraphs[nth - 1]) is not [var word, ..])
        {
            return false;
        }

        var first = string.Concat(word.TrimStart('\'').TrimStart('"').TakeWhile(c => c is not ('.' or ',' or '?' or '!' or '\'' or '"')));
        return count == Whole(options, "num_paragraphs") && Casing.Lower(first) == Casing.Lower(options.Text("first_word")!);
    }

    private static string Postscript(string marker) => marker switch
    {
        "P.P.S" => @"\s*p\.\s?p\.\s?s.*$",
        "P.S." => @"\s*p\.\s?s\..*$",
        _ => $@"\s*{Casing.Lower(marker)}.*$",
    };

    private static bool HasTwoResponses(string text)
    {
        var parts = text.Split("******");
        if (Enumerable.Range(0, parts.Length).Any(i => PythonStrings.Strip(parts[i]).Length == 0 && i != 0 && i != parts.Length - 1))
        {
            return false;
        }

        return parts.Select(p => PythonStrings.Strip(p)).Where(p => p.Length > 0).ToList() is [var one, var other] && one != other;
    }

    private static bool IsJson(string text)
    {
        text = PythonStrings.Strip(text);
        foreach (var prefix in (string[])["```json", "```Json", "```JSON", "```"])
        {
            text = text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text;
        }

        text = PythonStrings.Strip(text.EndsWith("```", StringComparison.Ordinal) ? text[..^3] : text);
        try
        {
            PythonJson.Load(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
