using Assay.Language.Benchmarks;
using Assay.Language.Python;
using Assay.Language.Scoring;
using Assay.Language.Tasks;

namespace Assay.Language.Verification;

/// <summary>What checks of scores share.</summary>
internal static class ScoringChecks
{
    public static PythonDictionary Copy(PythonDictionary from, params string[] keys) => new(keys.Where(from.Contains).Select(k => KeyValuePair.Create(k, from[k])));
}

/// <summary>Chains of filters.</summary>
[Named("scoring-filters")]
internal sealed class FiltersCheck : LanguageCheck
{
    public override string? Difference(PythonDictionary one, LanguageCaseFiles files)
    {
        var pipeline = new FilterPipeline("", [.. List(one["pipeline"]).Cast<PythonDictionary>()]);
        var found = OrError(() => pipeline.Apply(List(one["resps"]), [.. List(one["docs"]).Cast<PythonDictionary>()]));
        return Compare("filtered", one.TryGet("error", out var error) ? error : one["expected"], found);
    }
}

/// <summary>Answers of real models through their task's filters.</summary>
[Named("scoring-filters-real-answers")]
internal sealed class RealAnswersCheck : LanguageCheck
{
    private const string Gsm8K = """
        regexes_to_ignore: [",", '\$', '(?s).*#### ', '\.$']
        ignore_case: true
        filter_list:
          - name: strict-match
            filter: [{function: regex, regex_pattern: '#### (\-?[0-9\.\,]+)'}, {function: take_first}]
          - name: flexible-extract
            filter: [{function: regex, group_select: -1, regex_pattern: '(-?[$0-9.,]{2,})|(-?[0-9]+)'}, {function: take_first}]
        """;

    private const string BigBenchHard = """
        filter_list:
          - name: get-answer
            filter: [{function: regex, regex_pattern: '(?<=the answer is )(.*)(?=.)'}, {function: take_first}]
        """;

    public override string? Difference(PythonDictionary one, LanguageCaseFiles files)
    {
        var settings = (PythonDictionary)TaskYaml.Parse(one.Text("task") == "gsm8k" ? Gsm8K : BigBenchHard)!;
        foreach (var filter in List(settings["filter_list"]).Cast<PythonDictionary>())
        {
            var name = filter.Text("name")!;
            var found = new FilterPipeline(name, [.. List(filter["filter"]).Cast<PythonDictionary>()]).Apply([new List<object?> { one["response"] }], [new PythonDictionary()])[0];
            var difference = Compare(name, ((PythonDictionary)one["filtered"]!)[name], found)
                ?? Compare($"{name} exact match", ((PythonDictionary)one["exact_match"]!)[name], ExactMatch.Score([found], [one["gold"]], settings));
            if (difference is not null)
            {
                return difference;
            }
        }

        return null;
    }
}

/// <summary>Answers of BIG-Bench Hard searched in free text.</summary>
[Named("scoring-bbh-zeroshot-extractors")]
internal sealed class BigBenchHardCheck : LanguageCheck
{
    public override string? Difference(PythonDictionary one, LanguageCaseFiles files)
    {
        var step = ((PythonDictionary)one["args"]!).Copy();
        step["function"] = new TaskHook($"utils.{one.Text("cls")}", "tasks/bbh/zeroshot");
        var found = new FilterPipeline("", [step]).Apply([new List<object?> { one["response"] }], [new PythonDictionary { ["input"] = one["input"] }]);
        return Compare("answer", one["expected"], List(found[0])[0]);
    }
}

/// <summary>Exact match with its options.</summary>
[Named("scoring-exact-match")]
internal sealed class ExactMatchCheck : LanguageCheck
{
    public override string? Difference(PythonDictionary one, LanguageCaseFiles files) =>
        Compare("exact match", one["expected"], ExactMatch.Score(List(one["predictions"]), List(one["references"]), (PythonDictionary)one["options"]!));
}

/// <summary>Numbers over all documents.</summary>
[Named("scoring-aggregations")]
internal sealed class AggregationsCheck : LanguageCheck
{
    public override string? Difference(PythonDictionary one, LanguageCaseFiles files)
    {
        var aggregation = Catalogue<Aggregation>.Find(one.Text("aggregation")!.Replace('_', '-'));
        return Compare(one.Text("aggregation")!, one.TryGet("error", out var error) ? error : one["expected"], OrError(() => aggregation.Of(List(one["items"]))), 1e-9);
    }
}

/// <summary>Standard errors and scores of groups.</summary>
[Named("scoring-stderr")]
internal sealed class StandardErrorCheck : LanguageCheck
{
    public override string? Difference(PythonDictionary one, LanguageCaseFiles files)
    {
        double[] Numbers(string key) => [.. List(one[key]).Select(PythonOperators.ToDouble)];
        long[] Sizes() => [.. List(one["sizes"]).Select(s => (long)s!)];
        object? found = one.Text("stderr") switch
        {
            "mean" => Catalogue<Aggregation>.Find("mean").StandardError(List(one["items"]), 0),
            "bootstrap" => Catalogue<Aggregation>.Find(one.Text("aggregation")!.Replace('_', '-')).StandardError(List(one["items"]), PythonOperators.ToIndex(one["iters"])),
            "pooled" => Aggregations.Pooled(Numbers("stderrs"), Sizes()),
            "combined" => Aggregations.Combined(Numbers("stderrs"), Sizes(), Numbers("metrics")),
            _ => Aggregations.Subtasks(Numbers("metrics"), Sizes(), one["weight_by_size"] is true),
        };
        return Compare("standard error", one["expected"], found, 1e-9);
    }
}

/// <summary>Questions right only when all of their answers are.</summary>
[Named("scoring-acc-all")]
internal sealed class QuestionScoreCheck : LanguageCheck
{
    public override string? Difference(PythonDictionary one, LanguageCaseFiles files) =>
        Compare("acc_all", Value(one["acc_all"]), OrError(() => QuestionScore.Accuracy(List(one["items"])))) ?? Compare("stderr", Value(one["stderr"]), OrError(() => QuestionScore.StandardError(List(one["items"]))));

    private static object? Value(object? expected) => expected is PythonDictionary d ? d.TryGet("value", out var v) ? v : d["error"] : expected;
}

/// <summary>Scores of single documents.</summary>
[Named("scoring-process-results")]
internal sealed class ProcessResultsCheck : LanguageCheck
{
    public override string? Difference(PythonDictionary one, LanguageCaseFiles files)
    {
        var document = (PythonDictionary)one["doc"]!;
        var output = one.Text("output_type")!;
        if (output == "wikitext")
        {
            var port = TaskPorts.Find(new TaskHook("preprocess_wikitext.wikitext_detokenizer", "tasks/wikitext"))!;
            var results = TaskPorts.Find(new TaskHook("preprocess_wikitext.process_results", "tasks/wikitext"))!;
            return Compare("detokenized", one["detokenized"], port([document])) ?? Compare("scores", one["expected"], results([document, new List<object?> { one["loglikelihood"] }]));
        }

        var settings = new PythonDictionary
        {
            ["task"] = "case",
            ["dataset_path"] = "case",
            ["test_split"] = "test",
            ["output_type"] = output,
            ["doc_to_text"] = "text",
            ["doc_to_target"] = output is "multiple_choice" or "generate_until" ? "gold" : "text",
        };
        if (output == "multiple_choice")
        {
            settings["doc_to_choice"] = "choices";
        }

        if (one.TryGet("metrics", out var metrics))
        {
            settings["metric_list"] = List(metrics).Select(object? (m) => Metric((string)m!, one)).ToList();
        }

        var task = new LanguageTask(new TaskSettings(settings), (_, _, _) => [document]);
        return Compare("scores", one["expected"], DocumentScore.Of(task, new TaskMetrics(task.Settings), document, Results(one)));
    }

    private static PythonDictionary Metric(string name, PythonDictionary one)
    {
        var made = name == "exact_match" && one.TryGet("exact_match_options", out var options) ? ((PythonDictionary)options!).Copy() : new PythonDictionary();
        made["metric"] = name;
        return made;
    }

    private static List<object?> Results(PythonDictionary one)
    {
        if (one.TryGet("response", out var response))
        {
            return [response];
        }

        if (one.TryGet("loglikelihoods", out var several))
        {
            return [.. List(several).Zip(List(one["is_greedy"])).Select(object? (p) => new PythonTuple([Number(p.First), p.Second]))];
        }

        return [one.TryGet("is_greedy", out var greedy) ? new PythonTuple([one["loglikelihood"], greedy]) : one["loglikelihood"]];
    }

    private static object? Number(object? value) => value switch { "-Infinity" => double.NegativeInfinity, "Infinity" => double.PositiveInfinity, "NaN" => double.NaN, _ => value };
}

/// <summary>pass@k.</summary>
[Named("scoring-pass-at-k")]
internal sealed class PassAtKCheck : LanguageCheck
{
    public override string? Difference(PythonDictionary one, LanguageCaseFiles files) =>
        Compare("pass@k", one["expected"], PassAtK.Estimate(PythonOperators.ToIndex(one["n"]), PythonOperators.ToIndex(one["c"]), PythonOperators.ToIndex(one["k"])));
}

/// <summary>SQuAD's F1.</summary>
[Named("scoring-squad-f1")]
internal sealed class TokenF1Check : LanguageCheck
{
    public override string? Difference(PythonDictionary one, LanguageCaseFiles files) =>
        Compare("normalized", one["normalized_prediction"], TokenF1.Normalize(one.Text("prediction")!))
        ?? Compare("f1", one["f1"], TokenF1.Score(one.Text("prediction")!, one.Text("truth")!))
        ?? Compare("em", one["em"], TokenF1.Normalize(one.Text("prediction")!) == TokenF1.Normalize(one.Text("truth")!) ? 1.0 : 0.0);
}
