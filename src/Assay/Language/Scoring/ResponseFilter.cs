using Assay.Language.Python;

namespace Assay.Language.Scoring;

/// <summary>One step from a model's responses to what is scored. The name in a task file has underscores instead of hyphens.</summary>
/// <remarks>Follows lm-evaluation-harness 0.4.13's filters, whose results these equal case by case.</remarks>
internal abstract class ResponseFilter
{
    /// <summary>The responses after this step, one entry a document: a list of responses, or one response.</summary>
    /// <param name="responses">One list of responses a document.</param>
    /// <param name="documents">The documents.</param>
    /// <param name="options">What the task file gives beside the name.</param>
    public abstract List<object?> Apply(List<object?> responses, IReadOnlyList<PythonDictionary> documents, PythonDictionary options);

    /// <summary>Each response of each document changed on its own.</summary>
    protected static List<object?> Each(List<object?> responses, Func<object?, object?> change) =>
        [.. responses.Select(object? (r) => PythonOperators.Iterate(r).Select(change).ToList())];

    protected static string Text(object? response) => response as string ?? throw new PythonException("AttributeError", $"'{PythonValues.TypeName(response)}' object has no such attribute");

    protected static object? Option(PythonDictionary options, string key, object? otherwise) => options.TryGet(key, out var value) ? value : otherwise;
}
