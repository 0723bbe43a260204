using Assay.Language.Python;

namespace Assay.Language.Scoring;

/// <summary>The letter of the choice a response names, with the document's <c>choices</c>.</summary>
[Named("multi-choice-regex")]
internal sealed class MultipleChoiceRegexFilter : ResponseFilter
{
    public override List<object?> Apply(List<object?> responses, IReadOnlyList<PythonDictionary> documents, PythonDictionary options)
    {
        var search = new ExtendedSearch(options);
        var pattern = PythonRegex.Compile(PythonText.Str(Option(options, "regex_pattern", RegexFilter.Usual)));
        return
        [
            .. responses.Zip(documents).Select(object? (pair) =>
            {
                List<string> choices = [.. PythonOperators.Iterate(pair.Second["choices"]).Select(PythonText.Str)];
                return PythonOperators.Iterate(pair.First).Select(r => search.Choice(pattern, r as string ?? "", choices)).ToList();
            }),
        ];
    }
}
