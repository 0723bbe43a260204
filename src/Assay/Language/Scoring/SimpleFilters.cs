using Assay.Language.Python;
using Assay.Language.Tasks;

namespace Assay.Language.Scoring;

/// <summary>Filters of a line or two.</summary>
internal static class SimpleFilters
{
    /// <summary>The items as a list, or a type error as Python raises it.</summary>
    public static List<object?> Items(object? value) => PythonOperators.Iterate(value).ToList();
}

/// <summary>Takes the first response.</summary>
[Named("take-first")]
internal sealed class TakeFirstFilter : ResponseFilter
{
    public override List<object?> Apply(List<object?> responses, IReadOnlyList<PythonDictionary> documents, PythonDictionary options) =>
        [.. responses.Select(r => PythonOperators.Item(r, 0L))];
}

/// <summary>Takes the first k responses.</summary>
[Named("take-first-k")]
internal sealed class TakeFirstKFilter : ResponseFilter
{
    public override List<object?> Apply(List<object?> responses, IReadOnlyList<PythonDictionary> documents, PythonDictionary options)
    {
        var k = PythonOperators.ToIndex(options["k"]);
        return PythonOperators.Length(responses[0]) < k
            ? throw new PythonException("AssertionError", $"Need at least {k} responses per doc to take first {k}; set repeats.")
            : [.. responses.Select(r => PythonOperators.Slice(r, null, (long)k, null))];
    }
}

/// <summary>Takes the response that occurs most, the first of several.</summary>
[Named("majority-vote")]
internal sealed class MajorityVoteFilter : ResponseFilter
{
    public override List<object?> Apply(List<object?> responses, IReadOnlyList<PythonDictionary> documents, PythonDictionary options) =>
        [.. responses.Select(object? (r) => new List<object?> { SimpleFilters.Items(r).GroupBy(i => i, PythonEquality.Instance).MaxBy(g => g.Count())!.First() })];
}

/// <summary>Small letters.</summary>
[Named("lowercase")]
internal sealed class LowercaseFilter : ResponseFilter
{
    public override List<object?> Apply(List<object?> responses, IReadOnlyList<PythonDictionary> documents, PythonDictionary options) => Each(responses, r => Casing.Lower(Text(r)));
}

/// <summary>Capital letters.</summary>
[Named("uppercase")]
internal sealed class UppercaseFilter : ResponseFilter
{
    public override List<object?> Apply(List<object?> responses, IReadOnlyList<PythonDictionary> documents, PythonDictionary options) => Each(responses, r => Casing.Upper(Text(r)));
}

/// <summary>Cuts white space off both ends.</summary>
[Named("remove-whitespace")]
internal sealed class RemoveWhitespaceFilter : ResponseFilter
{
    public override List<object?> Apply(List<object?> responses, IReadOnlyList<PythonDictionary> documents, PythonDictionary options) => Each(responses, r => PythonStrings.Strip(Text(r)));
}

/// <summary>Looks a response up in <c>mapping_dict</c>.</summary>
[Named("map")]
internal sealed class MapFilter : ResponseFilter
{
    public override List<object?> Apply(List<object?> responses, IReadOnlyList<PythonDictionary> documents, PythonDictionary options)
    {
        var words = Option(options, "mapping_dict", null) as PythonDictionary ?? new PythonDictionary();
        var otherwise = Option(options, "default_value", null);
        return Each(responses, r => words.TryGet(r, out var value) ? value : otherwise);
    }
}

/// <summary>Calls a task's own function, <c>filter_fn</c>.</summary>
[Named("custom")]
internal sealed class CustomFilter : ResponseFilter
{
    public override List<object?> Apply(List<object?> responses, IReadOnlyList<PythonDictionary> documents, PythonDictionary options)
    {
        var port = options["filter_fn"] is TaskHook hook ? TaskPorts.Find(hook) : null;
        return port is null
            ? throw new AssayException("data.task-hook", $"The filter {PythonText.Str(options["filter_fn"])} is a Python function that has no port here.")
            : SimpleFilters.Items(port([responses, documents.Cast<object?>().ToList()]));
    }
}

/// <summary>The tags of a list of (word, tag) pairs.</summary>
[Named("regex-pos")]
internal sealed class PartOfSpeechFilter : ResponseFilter
{
    public override List<object?> Apply(List<object?> responses, IReadOnlyList<PythonDictionary> documents, PythonDictionary options)
    {
        var pattern = PythonRegex.Compile(@"\('([^']*)', '([^']*)'\)");
        var fallback = Option(options, "fallback", null) ?? new List<object?> { "invalid" };
        return Each(responses, response =>
        {
            var pairs = response is string text ? PythonRegex.FindAll(pattern, text) : SimpleFilters.Items(response);
            List<object?> tags = [.. pairs.Select(p => PythonOperators.Item(p, 1L))];
            return tags.Count > 0 ? tags : fallback;
        });
    }
}

/// <summary>Named entities as <c>label: value $ label: value</c>.</summary>
[Named("format-span")]
internal sealed class FormatSpanFilter : ResponseFilter
{
    private static readonly (string Word, string Label)[] labels =
    [
        ("person", "PER"), ("location", "LOC"), ("organization", "ORG"), ("counties", "LOC"), ("places", "LOC"), ("people", "PER"), ("persons", "PER"), ("company", "ORG"),
        ("country", "LOC"), ("continent", "LOC"), ("time", "DATE"), ("date", "DATE"), ("per", "PER"), ("loc", "LOC"), ("org", "ORG"),
    ];

    public override List<object?> Apply(List<object?> responses, IReadOnlyList<PythonDictionary> documents, PythonDictionary options) => Each(responses, r => Entities(Labelled(Text(r))));

    private static string Labelled(string text)
    {
        text = labels.Aggregate(Casing.Lower(text), (t, l) => PythonRegex.Substitute($@"\b{l.Word}\s*:", $"{l.Label}:", t));
        return text.Replace("$$", "$", StringComparison.Ordinal).TrimEnd('$');
    }

    private static string Entities(string text)
    {
        var found = PythonRegex.Compile(@"\b(PER|LOC|ORG|DATE):\s*([^$]+)").Matches(PythonStrings.Strip(text.Replace('\n', '$')));
        return string.Join(" $ ", found.SelectMany(m => m.Groups[2].Value.Split(',').Select(v => PythonStrings.Strip(v)).Where(e => Casing.Lower(e) != "none").Select(e => $"{Casing.Lower(m.Groups[1].Value)}: {e}")));
    }
}
