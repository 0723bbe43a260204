using Assay.Language.Python;
using Assay.Language.Scoring;
using Assay.Language.Tasks;

namespace Assay.Language.Benchmarks;

/// <summary>HumanEval: the program is the prompt with the completion behind it, cut at the end of a code block where a model chats.</summary>
/// <remarks>Source: Chen et al., 2021 (arXiv:2107.03374).</remarks>
[Named("humaneval")]
internal sealed class HumanEvalPorts : TaskPorts
{
    public override IReadOnlyDictionary<string, Func<IReadOnlyList<object?>, object?>> Functions { get; } = new Dictionary<string, Func<IReadOnlyList<object?>, object?>>
    {
        ["humaneval/utils.pass_at_k"] = a => ProgramScore.Of(a[0], a[1], (PythonDictionary)a[2]!),
        ["humaneval/utils.build_predictions"] = a => Programs(a, r => r),
        ["humaneval/utils.build_predictions_instruct"] = a => Programs(a, r => r.IndexOf("```", StringComparison.Ordinal) is >= 0 and var end ? r[..end] : r),
    };

    private static List<object?> Programs(IReadOnlyList<object?> arguments, Func<string, string> cut) =>
    [
        .. PythonOperators.Iterate(arguments[0]).Zip(PythonOperators.Iterate(arguments[1])).Select(object? (pair) =>
            PythonOperators.Iterate(pair.First).Select(object? (r) => Text((PythonDictionary)pair.Second!, "prompt") + cut((string)r!)).ToList()),
    ];
}
