using Assay.Language.Python;
using Assay.Language.Tasks;

namespace Assay.Language.Benchmarks;

/// <summary>MMLU-Pro: up to ten options, answered step by step, one subject a task.</summary>
/// <remarks>Source: Wang et al., NeurIPS 2024 (Datasets and Benchmarks); the harness' mmlu_pro/utils.py.</remarks>
[Named("mmlu-pro")]
internal sealed class MmluProPorts : TaskPorts
{
    private static readonly string[] subjects =
        ["biology", "business", "chemistry", "computer science", "economics", "engineering", "health", "history", "law", "math", "other", "philosophy", "physics", "psychology"];

    public override IReadOnlyDictionary<string, Func<IReadOnlyList<object?>, object?>> Functions { get; } = new Dictionary<string, Func<IReadOnlyList<object?>, object?>>(
        subjects.Select(s => KeyValuePair.Create($"mmlu_pro/utils.process_{s.Replace(' ', '_')}", Where(d => Text(d, "category") == s))))
    {
        ["mmlu_pro/utils.doc_to_text"] = OnDocument(Question),
        ["mmlu_pro/utils.fewshot_to_text"] = OnDocument(Question),
        ["mmlu_pro/utils.fewshot_to_target"] = OnDocument(d => Text(d, "cot_content").Replace("A: Let's think step by step. ", "", StringComparison.Ordinal)),
    };

    private static string Question(PythonDictionary document)
    {
        var options = PythonOperators.Iterate(document["options"]).Take(10).Select((o, i) => $"{(char)('A' + i)}. {PythonStrings.Strip(PythonText.Str(o))}\n");
        return $"Question:\n{Text(document, "question")}\nOptions:\n{string.Concat(options)}Answer: Let's think step by step.";
    }
}
