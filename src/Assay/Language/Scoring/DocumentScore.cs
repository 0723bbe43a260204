using System.Text;
using Assay.Language.Python;
using Assay.Language.Tasks;

namespace Assay.Language.Scoring;

/// <summary>The scores of one document from what the model answered, as the harness' process_results has them.</summary>
internal static class DocumentScore
{
    private const int NoChoice = -100;

    /// <summary>Metric by metric; a value may be a number, or a pair for metrics that are made over all documents.</summary>
    /// <param name="task">The task.</param>
    /// <param name="metrics">Its metrics.</param>
    /// <param name="document">The document.</param>
    /// <param name="results">Filtered responses, one a request: (log-likelihood, is greedy) pairs, a log-likelihood, or texts.</param>
    public static PythonDictionary Of(LanguageTask task, TaskMetrics metrics, PythonDictionary document, IReadOnlyList<object?> results)
    {
        if (task.Settings.Get("process_results") is TaskHook hook)
        {
            return (PythonDictionary)task.Call(hook, document, results.ToList())!;
        }

        return task.Settings.OutputType switch
        {
            "loglikelihood" => Chosen(metrics, ("perplexity", PythonOperators.Item(results[0], 0L)), ("acc", PythonOperators.Truth(PythonOperators.Item(results[0], 1L)) ? 1L : 0L)),
            "loglikelihood_rolling" => Rolling(metrics, PythonText.Str(task.Target(document)), results[0]),
            "multiple_choice" => Choice(task, metrics, document, results),
            _ => Generated(task, metrics, document, results[0]),
        };
    }

    /// <summary>Log-likelihood with words and bytes.</summary>
    public static PythonDictionary Rolling(TaskMetrics metrics, string text, object? likelihood)
    {
        var words = (long)PythonRegex.Compile(@"\s+").Split(text).Length;
        var octets = (long)Encoding.UTF8.GetByteCount(text);
        return Chosen(metrics, ("word_perplexity", Pair(likelihood, words)), ("byte_perplexity", Pair(likelihood, octets)), ("bits_per_byte", Pair(likelihood, octets)));
    }

    private static PythonDictionary Chosen(TaskMetrics metrics, params (string Name, object? Value)[] all)
    {
        var made = new PythonDictionary();
        foreach (var (name, value) in all.Where(a => metrics.Names.Contains(a.Name)))
        {
            made[name] = value;
        }

        return made;
    }

    private static PythonTuple Pair(object? first, object? second) => new([first, second]);

    private static PythonDictionary Choice(LanguageTask task, TaskMetrics metrics, PythonDictionary document, IReadOnlyList<object?> results)
    {
        double[] likelihoods = [.. results.Select(r => PythonOperators.ToDouble(PythonOperators.Item(r, 0L)))];
        bool[] greedy = [.. results.Select(r => PythonOperators.Truth(PythonOperators.Item(r, 1L)))];
        List<string> choices = [.. task.Choices(document).Select(c => (string)c!)];
        double[] unconditional = [];
        if (2 * choices.Count == likelihoods.Length && metrics.Names.Contains("acc_mutual_info"))
        {
            (likelihoods, unconditional) = (likelihoods[..choices.Count], likelihoods[choices.Count..]);
        }

        var gold = Gold(task.HasSeveralInputs ? task.Text(document) : task.Target(document), choices);
        var several = task.HasSeveralTargets;
        object? Right(int predicted) => (several ? PythonOperators.Contains(gold, (long)predicted) : PythonOperators.AreEqual(gold, (long)predicted)) ? 1.0 : 0.0;
        bool Greedy(object? at) => !PythonOperators.AreEqual(at, (long)NoChoice) && PythonOperators.ToIndex(at) is var i && greedy[i < 0 ? i + greedy.Length : i];
        var predicted = TaskPorts.Largest(likelihoods);
        var made = Chosen(
            metrics,
            ("acc", Right(predicted)),
            ("f1", Pair(gold, (long)predicted)),
            ("mcc", Pair(gold, (long)predicted)),
            ("acc_norm", Right(TaskPorts.Largest([.. likelihoods.Select((l, i) => l / CodePoints.Length(choices[i]))]))),
            ("acc_bytes", Right(TaskPorts.Largest([.. likelihoods.Select((l, i) => l / Encoding.UTF8.GetByteCount(choices[i]))]))),
            ("exact_match", (several ? PythonOperators.Iterate(gold).Any(Greedy) : Greedy(gold)) ? 1L : 0L),
            ("brier_score", Pair(gold, Softmax(likelihoods))),
            ("likelihood", Pair(gold, likelihoods.Cast<object?>().ToList())));
        if (metrics.Names.Contains("acc_mutual_info"))
        {
            made["acc_mutual_info"] = PythonOperators.AreEqual(gold, (long)TaskPorts.Largest([.. likelihoods.Zip(unconditional, (l, u) => l - u)])) ? 1.0 : 0.0;
        }

        return made;
    }

    private static object? Gold(object? gold, List<string> choices) => gold switch
    {
        List<object?> list => list.Select(object? (i) => PythonOperators.Compare(i, (long)choices.Count, "<") < 0 ? i : (long)NoChoice).ToList(),
        long i => i < choices.Count ? i : (long)NoChoice,
        string text => choices.IndexOf(text) is >= 0 and var at ? (long)at : NoChoice,
        _ => gold,
    };

    private static List<object?> Softmax(double[] values)
    {
        var largest = values.Max();
        double[] made = [.. values.Select(v => Math.Exp(v - largest))];
        var sum = made.Sum();
        return [.. made.Select(object? (m) => m / sum)];
    }

    private static PythonDictionary Generated(LanguageTask task, TaskMetrics metrics, PythonDictionary document, object? result)
    {
        var gold = task.Target(document);
        if (task.Settings.Get("doc_to_choice") is not null)
        {
            gold = PythonOperators.Item(task.Choices(document), gold);
        }
        else if (task.HasSeveralTargets)
        {
            gold = PythonOperators.Iterate(gold).ToList();
        }
        else if (PythonValues.TypeName(gold) != PythonValues.TypeName(result) && !metrics.Names.Contains("bypass") && result is string)
        {
            gold = PythonText.Str(gold);
        }

        var made = new PythonDictionary();
        foreach (var name in metrics.Names)
        {
            if (metrics.Hooks.TryGetValue(name, out var hook))
            {
                AddOwn(made, metrics, name, task.Call(hook, new List<object?> { gold }, new List<object?> { result }, metrics.Options[name]));
                continue;
            }

            made[name] = task.HasSeveralTargets ? OfSeveral(metrics, name, gold as List<object?> ?? [gold], ref result) : OfOne(metrics, name, gold, result);
        }

        return made;
    }

    // A function may answer several numbers by name, such as pass@1 and pass@10; each is put together as the metric it came from.
    private static void AddOwn(PythonDictionary made, TaskMetrics metrics, string name, object? value)
    {
        if (value is not PythonDictionary several)
        {
            made[name] = value;
            return;
        }

        foreach (var (key, one) in several.Pairs)
        {
            made[key] = one;
            metrics.AddAs((string)key!, name);
        }
    }

    private static object? OfOne(TaskMetrics metrics, string name, object? gold, object? result) => name switch
    {
        "exact_match" => ExactMatch.Score([result], [gold], metrics.Options[name]),
        "bypass" => null,
        // Metrics over all documents pass the pair on.
        _ => new List<object?> { gold, result },
    };

    // Right when any target is. Exact match leaves a list of responses behind for the metrics after it, as the harness does.
    private static double OfSeveral(TaskMetrics metrics, string name, List<object?> gold, ref object? result)
    {
        if (name != "exact_match")
        {
            return gold.Count > 0 && name != "bypass" ? 1 : 0;
        }

        var said = result;
        result = gold.Select(_ => said).ToList();
        return gold.Count > 0 && ExactMatch.Score([.. gold.Select(_ => said)], gold, metrics.Options[name]) > 0 ? 1 : 0;
    }
}
