using Assay.Language.Python;
using Assay.Language.Tasks;

namespace Assay.Language.Scoring;

/// <summary>A named chain of filters of a task; its name stands behind the metric in results, as in <c>exact_match,strict-match</c>.</summary>
internal sealed record FilterPipeline(string Name, IReadOnlyList<PythonDictionary> Steps)
{
    /// <summary>The chains of a task; without any, the first response is taken.</summary>
    public static IReadOnlyList<FilterPipeline> Of(TaskSettings settings) => settings.Get("filter_list") is List<object?> given
        ? [.. given.Cast<PythonDictionary>().Select(f => new FilterPipeline(PythonText.Str(f["name"]), [.. PythonOperators.Iterate(f["filter"]).Cast<PythonDictionary>()]))]
        : [new FilterPipeline("none", [new PythonDictionary { ["function"] = "take_first" }])];

    /// <summary>What is scored, one entry a document.</summary>
    public List<object?> Apply(IReadOnlyList<object?> responses, IReadOnlyList<PythonDictionary> documents) =>
        Steps.Aggregate(responses.ToList(), (now, step) => Step(step, now, documents));

    private static List<object?> Step(PythonDictionary step, List<object?> responses, IReadOnlyList<PythonDictionary> documents)
    {
        if (step["function"] is TaskHook hook)
        {
            var port = TaskPorts.Find(hook) ?? throw new AssayException("data.task-hook", $"The filter {hook.Function} of {hook.Folder} is a Python class that has no port here.");
            return [.. PythonOperators.Iterate(port([responses, documents.Cast<object?>().ToList(), step]))];
        }

        return Catalogue<ResponseFilter>.Find(PythonText.Str(step["function"]).Replace('_', '-')).Apply(responses, documents, step);
    }
}
