using Assay.Language.Python;
using Assay.Language.Tasks;

namespace Assay.Language.Benchmarks;

/// <summary>Questions with options about a text or a field: RACE, LogiQA, MathQA, MedQA, PubMedQA, WebQuestions.</summary>
/// <remarks>
/// Source: Lai et al., EMNLP 2017; Liu et al., IJCAI 2020; Amini et al., NAACL 2019; Jin et al., Applied Sciences 11, 2021; Jin et al., EMNLP 2019;
/// Berant et al., EMNLP 2013; the harness' folders of these names.
/// </remarks>
[Named("reading")]
internal sealed class ReadingPorts : TaskPorts
{
    public override IReadOnlyDictionary<string, Func<IReadOnlyList<object?>, object?>> Functions { get; } = new Dictionary<string, Func<IReadOnlyList<object?>, object?>>
    {
        ["race/preprocess_race.doc_to_text"] = OnDocument(Race),
        ["race/preprocess_race.doc_to_choice"] = OnDocument(d => Options(Problems(d)[^1]).Take(4).ToList()),
        ["race/preprocess_race.doc_to_target"] = OnDocument(d => Letter(Problems(d)[^1])),
        ["logiqa/utils_logiqa.doc_to_text"] = OnDocument(d =>
            $"Passage: {Text(d, "context")}\nQuestion: {Text(d, "question")}\nChoices:\n{string.Concat(PythonOperators.Iterate(d["options"]).Take(4).Select((o, i) => $"{(char)('A' + i)}. {PythonText.Str(o)}\n"))}Answer:"),
        ["logiqa/utils_logiqa.doc_to_target"] = OnDocument(d => Place("abcd", PythonStrings.Strip(Text(d, "label")))),
        ["mathqa/utils.doc_to_choice"] = OnDocument(d =>
            PythonRegex.FindAll(PythonRegex.Compile(@"[abcd] \) .*?, |e \) .*?$"), Text(d, "options")).Select(object? (c) => PythonStrings.RightStrip(((string)c!)[4..], " ,")).ToList()),
        ["medqa/preprocess_medqa.doc_to_text"] = OnDocument(d => $"Question: {Text(d, "sent1")}\n{string.Concat(Enumerable.Range(0, 4).Select(i => $"{(char)('A' + i)}. {Text(d, $"ending{i}")}\n"))}Answer:"),
        ["medqa/preprocess_medqa.doc_to_target"] = OnDocument(d => d["label"]),
        ["pubmedqa/preprocess_pubmedqa.doc_to_text"] = OnDocument(d =>
            $"Abstract: {string.Join('\n', PythonOperators.Iterate(d["CONTEXTS"]).Select(PythonText.Str))}\nQuestion: {Text(d, "QUESTION")}\nAnswer:"),
        ["webqs/utils.doc_to_choice"] = OnDocument(d => Shortest(d["answers"])),
        ["webqs/utils.doc_to_target"] = OnDocument(d => Shortest(d["answers"]).Select(object? (_, i) => (long)i).ToList()),
    };

    private static string Race(PythonDictionary document)
    {
        var problems = Problems(document);
        var earlier = problems.SkipLast(1).Select(p =>
        {
            var (question, answer) = (Text(p, "question"), PythonText.Str(PythonOperators.Item(p["options"], Letter(p))));
            return question.EndsWith("  _  .", StringComparison.Ordinal) ? $"{question[..^5]}{answer}\n" : $"Question: {question}\nAnswer: {answer}\n";
        });
        return $"Article: {Text(document, "article")}\n\n{string.Concat(earlier)}{Text(problems[^1], "question")}";
    }

    private static List<PythonDictionary> Problems(PythonDictionary document) => [.. PythonOperators.Iterate(PythonLiteral.Parse(Text(document, "problems"))).Cast<PythonDictionary>()];

    private static IEnumerable<object?> Options(PythonDictionary problem) => PythonOperators.Iterate(problem["options"]);

    private static long Letter(PythonDictionary problem) => Place("ABCD", Text(problem, "answer"));

    private static long Place(string letters, string letter) =>
        letter.Length == 1 && letters.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var at ? at : throw PythonException.Key($"'{letter}'");

    // An answer that begins as another, shorter one does is left out: whoever says it says the shorter one too.
    private static List<object?> Shortest(object? aliases)
    {
        List<object?> sorted = [.. PythonOperators.Iterate(aliases)];
        PythonMethods.Sort(sorted);
        List<object?> kept = [sorted[0]];
        kept.AddRange(sorted.Skip(1).Where(a => !((string)a!).StartsWith((string)kept[^1]!, StringComparison.Ordinal)));
        return kept;
    }
}
