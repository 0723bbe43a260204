using Assay.Language.Python;
using Assay.Language.Scoring;
using Assay.Language.Tasks;

namespace Assay.Language.Benchmarks;

/// <summary>CoQA: a conversation about a story; several people's answers are right, each judged against the others.</summary>
/// <remarks>Source: Reddy et al., TACL 2019; the harness' coqa/utils.py.</remarks>
[Named("coqa")]
internal sealed class CoqaPorts : TaskPorts
{
    public override IReadOnlyDictionary<string, Func<IReadOnlyList<object?>, object?>> Functions { get; } = new Dictionary<string, Func<IReadOnlyList<object?>, object?>>
    {
        ["coqa/utils.doc_to_text"] = OnDocument(Conversation),
        ["coqa/utils.doc_to_target"] = OnDocument(d => Answers(d).Cast<object?>().ToList()),
        ["coqa/utils.process_results"] = a => Score(Answers((PythonDictionary)a[0]!), PythonStrings.Split(PythonStrings.Strip((string)PythonOperators.Item(a[1], 0L)!), "\n")[0]),
    };

    private static string Conversation(PythonDictionary document)
    {
        var questions = Said(document["questions"]);
        var answers = Said(document["answers"]).SkipLast(1).ToList();
        var turns = Enumerable.Range(0, Math.Max(questions.Count, answers.Count)).Select(i =>
            $"Q: {(i < questions.Count ? questions[i] : "None")}\n\n{(i < answers.Count ? $"A: {answers[i]}\n\n" : "A:")}");
        return $"{Text(document, "story")}\n\n{string.Concat(turns)}";
    }

    // The answer of the last turn, and what others said there when it is not the same but for case.
    private static List<string> Answers(PythonDictionary document)
    {
        var turn = Said(document["questions"]).Count - 1;
        List<string> answers = [Said(document["answers"])[turn]];
        if (document.TryGet("additional_answers", out var more) && PythonOperators.Truth(more))
        {
            foreach (var other in ((PythonDictionary)more!).Values.Select(v => Said(v)[turn]).Where(o => !answers.Any(a => Casing.Lower(a) == Casing.Lower(o))))
            {
                answers.Add(other);
            }
        }

        return answers;
    }

    private static PythonDictionary Score(List<string> gold, string said)
    {
        double Mean(Func<string, string, double> measure) =>
            gold.Count == 1 ? measure(gold[0], said) : gold.Select((_, i) => gold.Where((_, k) => k != i).Max(g => measure(g, said))).Sum() / gold.Count;
        return new PythonDictionary { ["em"] = Mean((g, s) => SquadScore.Exact(g, s)), ["f1"] = Mean(SquadScore.F1) };
    }

    private static List<string> Said(object? turns) => [.. PythonOperators.Iterate(((PythonDictionary)turns!)["input_text"]).Select(PythonText.Str)];
}
