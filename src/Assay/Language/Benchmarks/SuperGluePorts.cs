using Assay.Language.Python;
using Assay.Language.Scoring;
using Assay.Language.Tasks;

namespace Assay.Language.Benchmarks;

/// <summary>SuperGLUE: CommitmentBank's mean F1, COPA's joined sentences, ReCoRD's entities and the pronouns of the Winograd schema challenge.</summary>
/// <remarks>Source: Wang et al., NeurIPS 2019; the harness' super_glue folder.</remarks>
[Named("super-glue")]
internal sealed class SuperGluePorts : TaskPorts
{
    public override IReadOnlyDictionary<string, Func<IReadOnlyList<object?>, object?>> Functions { get; } = new Dictionary<string, Func<IReadOnlyList<object?>, object?>>
    {
        ["super_glue/cb/aggregate.cb_multi_fi"] = a => MeanF1(PythonOperators.Iterate(a[0]).ToList()),
        ["super_glue/copa/utils.doc_to_text"] = OnDocument(d => $"{WithoutLast(PythonStrings.Strip(Text(d, "premise")))} {Connector(Text(d, "question"))}"),
        ["super_glue/copa/utils.doc_to_target"] = OnDocument(d => Continued(d, PythonOperators.AreEqual(d["label"], 0L) ? "choice1" : "choice2")),
        ["super_glue/copa/utils.doc_to_choice"] = OnDocument(d => new List<object?> { Continued(d, "choice1"), Continued(d, "choice2") }),
        ["super_glue/record/util.doc_to_text"] = OnDocument(d => Highlighted(Text(d, "passage"))),
        ["super_glue/record/util.doc_to_target"] = OnDocument(d => Filled(d, PythonOperators.Item(d["answers"], 0L))),
        ["super_glue/record/util.doc_to_choice"] = OnDocument(d => PythonOperators.Iterate(d["entities"]).Select(object? (e) => Filled(d, e)).ToList()),
        ["super_glue/record/util.process_docs"] = OnDocuments(d => new PythonDictionary
        {
            ["passage"] = d["passage"],
            ["query"] = d["query"],
            ["entities"] = Once(d["entities"]),
            ["answers"] = Once(d["answers"]),
        }),
        ["super_glue/record/util.process_results"] = a => Entity((PythonDictionary)a[0]!, a[1]),
        ["super_glue/wsc/preprocess_wsc.default_doc_to_text"] = OnDocument(Pronoun),
    };

    // F1 of each of the three classes, 0 where neither truth nor prediction has it.
    private static double MeanF1(List<object?> items)
    {
        double Of(long label)
        {
            bool Is(object? item, long at) => PythonOperators.AreEqual(PythonOperators.Item(item, at), label);
            double both = items.Count(i => Is(i, 0) && Is(i, 1));
            var either = items.Count(i => Is(i, 0)) + items.Count(i => Is(i, 1));
            return either == 0 ? 0 : 2 * both / either;
        }

        return (Of(0) + Of(1) + Of(2)) / 3;
    }

    private static string Connector(string question) => question switch
    {
        "cause" => "because",
        "effect" => "therefore",
        _ => throw PythonException.Key($"'{question}'"),
    };

    private static string WithoutLast(string text) => string.Concat(CodePoints.Split(text).SkipLast(1));

    private static string Continued(PythonDictionary document, string choice)
    {
        var text = Text(document, choice);
        var first = text.Length > 0 ? CodePoints.Split(text)[0] : throw PythonException.Index("string index out of range");
        return $" {Casing.Lower(first)}{text[first.Length..]}";
    }

    private static string Highlighted(string passage)
    {
        var parts = PythonStrings.Split(PythonStrings.Strip(passage), "\n@highlight\n");
        return $"{parts[0]}\n\n{string.Concat(parts.Skip(1).Select(h => $"  - {h}.\n"))}";
    }

    private static string Filled(PythonDictionary document, object? entity) => $"  - {Text(document, "query")}".Replace("@placeholder", PythonText.Str(entity), StringComparison.Ordinal);

    private static List<object?> Once(object? texts)
    {
        List<object?> made = [.. PythonOperators.Iterate(texts).Distinct(PythonEquality.Instance)];
        PythonMethods.Sort(made);
        return made;
    }

    private static PythonDictionary Entity(PythonDictionary document, object? results)
    {
        var likelihoods = Likelihoods(results);
        var said = PythonText.Str(PythonOperators.Item(document["entities"], (long)Largest(likelihoods)));
        string[] right = [.. PythonOperators.Iterate(document["answers"]).Select(PythonText.Str)];
        return new PythonDictionary { ["f1"] = right.Max(r => SquadScore.F1(said, r)), ["em"] = right.Max(r => SquadScore.Exact(said, r)) };
    }

    // The pronoun between asterisks. Where it stands is counted in words, its text is cut by characters.
    private static string Pronoun(PythonDictionary document)
    {
        var (text, pronoun) = (Text(document, "text"), Text(document, "span2_text"));
        var before = string.Join(' ', PythonStrings.SplitWhite(text).Take(PythonOperators.ToIndex(document["span2_index"])));
        var after = PythonText.Str(PythonOperators.Slice(text, CodePoints.Length(before) + CodePoints.Length(pronoun) + 1L, null, null));
        return $"Passage: {Joined($"{before} *{pronoun}*{after}")}\nQuestion: In the passage above, does the pronoun \"*{pronoun}*\" refer to \"*{Text(document, "span1_text")}*\"?\nAnswer:";
    }

    private static string Joined(string text)
    {
        foreach (var (from, to) in ((string, string)[])[(" n't", "n't"), (" )", ")"), ("( ", "("), ("\" ", "\""), (" \"", "\"")])
        {
            text = text.Replace(from, to, StringComparison.Ordinal);
        }

        return PythonRegex.Substitute(" (['.,])", @"\1", text);
    }
}
