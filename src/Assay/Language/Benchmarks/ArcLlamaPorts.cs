using Assay.Language.Python;
using Assay.Language.Tasks;

namespace Assay.Language.Benchmarks;

/// <summary>ARC challenge as Llama 3 was evaluated: only questions with four choices, lettered A to D.</summary>
[Named("arc-llama")]
internal sealed class ArcLlamaPorts : TaskPorts
{
    private static readonly string[] letters = ["A", "B", "C", "D"];

    public override IReadOnlyDictionary<string, Func<IReadOnlyList<object?>, object?>> Functions { get; } = new Dictionary<string, Func<IReadOnlyList<object?>, object?>>
    {
        ["llama3/instruct/arc_challenge/utils.process_docs"] = arguments =>
            ((List<object?>)arguments[0]!).Cast<PythonDictionary>().Where(HasFour).Select(object? (d) => Over(d, Process(d))).ToList(),
    };

    private static bool HasFour(PythonDictionary document) => PythonOperators.Length(((PythonDictionary)document["choices"]!)["label"]) == 4;

    private static PythonDictionary Process(PythonDictionary document)
    {
        var choices = ((PythonDictionary)document["choices"]!).Copy();
        choices["label"] = letters.Cast<object?>().ToList();
        var answer = Text(document, "answerKey");
        return new PythonDictionary
        {
            ["question"] = document["question"],
            ["choices"] = choices,
            ["answerKey"] = letters.Contains(answer) ? answer : letters[int.Parse(answer) - 1],
        };
    }
}
