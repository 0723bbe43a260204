using System.Text.RegularExpressions;
using Assay.Language.Python;
using Assay.Language.Tasks;

namespace Assay.Language.Benchmarks;

/// <summary>DROP: exact match and token F1 over bags of answers, aligned one to one.</summary>
/// <remarks>Source: Dua et al., NAACL 2019, and its evaluation script as the harness has it (drop/utils.py).</remarks>
[Named("drop")]
internal sealed partial class DropPorts : TaskPorts
{
    public override IReadOnlyDictionary<string, Func<IReadOnlyList<object?>, object?>> Functions { get; } = new Dictionary<string, Func<IReadOnlyList<object?>, object?>>
    {
        ["drop/utils.process_docs"] = OnDocuments(d => new PythonDictionary
        {
            ["id"] = d["query_id"],
            ["passage"] = d["passage"],
            ["question"] = d["question"],
            ["answers"] = Answers(d),
        }),
        ["drop/utils.process_results"] = a => Results(a[1], ((PythonDictionary)a[0]!)["answers"]),
    };

    /// <summary>The best exact match and F1 over the right answers.</summary>
    public static PythonDictionary Results(object? predicted, object? answers)
    {
        var (match, f1) = (0.0, 0.0);
        foreach (var gold in PythonOperators.Iterate(answers))
        {
            var (m, f) = Metrics(Spans(predicted), Spans(gold));
            if (PythonStrings.Strip(PythonText.Str(PythonOperators.Item(gold, 0L))).Length > 0)
            {
                (match, f1) = (Math.Max(match, m), Math.Max(f1, f));
            }
        }

        return new PythonDictionary { ["em"] = match, ["f1"] = f1 };
    }

    /// <summary>Exact match, and F1 rounded to two digits, of two lists of spans.</summary>
    public static (double ExactMatch, double F1) Metrics(IReadOnlyList<string> predicted, IReadOnlyList<string> gold)
    {
        string[] said = [.. predicted.Select(Normalize)];
        string[] right = [.. gold.Select(Normalize)];
        var match = said.Length == right.Length && said.ToHashSet().SetEquals(right) ? 1.0 : 0.0;
        var f1 = Aligned([.. said.Select(Bag)], [.. right.Select(Bag)]);
        return (match, Math.Round(f1 * 100, MidpointRounding.ToEven) / 100);
    }

    /// <summary>A span without case, punctuation and articles, numbers as Python prints floats.</summary>
    public static string Normalize(string answer)
    {
        var tokens = SpaceOrHyphen().Split(answer).Select(token =>
        {
            var made = WithoutPunctuation(Casing.Lower(token));
            made = PythonNumbers.TryFloat(made, out var number) ? PythonText.Float(number) : made;
            return string.Join(' ', PythonStrings.SplitWhite(PythonRegex.Substitute(@"\b(a|an|the)\b", " ", made)));
        });
        return PythonStrings.Strip(string.Join(' ', tokens.Where(t => PythonStrings.Strip(t).Length > 0)));
    }

    public static IReadOnlyList<string> Spans(object? answer) => answer is string one ? [one] : [.. PythonOperators.Iterate(answer).Select(PythonText.Str)];

    private static HashSet<string> Bag(string span) => [.. PythonStrings.SplitWhite(span)];

    private static string WithoutPunctuation(string token) =>
        PythonNumbers.TryFloat(token, out _) ? token : PythonStrings.WithoutPunctuation(token);

    private static double Aligned(HashSet<string>[] predicted, HashSet<string>[] gold)
    {
        var scores = new double[gold.Length, predicted.Length];
        for (var g = 0; g < gold.Length; g++)
        {
            for (var p = 0; p < predicted.Length; p++)
            {
                scores[g, p] = NumbersAgree(gold[g], predicted[p]) ? F1(predicted[p], gold[g]) : 0;
            }
        }

        return Assignment.LargestSum(scores) / Math.Max(gold.Length, predicted.Length);
    }

    private static double F1(HashSet<string> predicted, HashSet<string> gold)
    {
        var common = (double)gold.Count(predicted.Contains);
        var precision = predicted.Count == 0 ? 1.0 : common / predicted.Count;
        var recall = gold.Count == 0 ? 1.0 : common / gold.Count;
        return precision == 0 && recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    private static bool NumbersAgree(HashSet<string> gold, HashSet<string> predicted)
    {
        var numbers = gold.Where(w => PythonNumbers.TryFloat(w, out _)).ToList();
        return numbers.Count == 0 || numbers.Any(predicted.Contains);
    }

    private static List<object?> Answers(PythonDictionary document)
    {
        var validated = (PythonDictionary)document["validated_answers"]!;
        var numbers = ((List<object?>)validated["number"]!).Count;
        var candidates = Enumerable.Range(0, numbers).Select(i => new PythonDictionary
        {
            ["number"] = PythonOperators.Item(validated["number"], (long)i),
            ["date"] = PythonOperators.Item(validated["date"], (long)i),
            ["spans"] = PythonOperators.Item(validated["spans"], (long)i),
        });
        return [.. candidates.Prepend((PythonDictionary)document["answer"]!).Select(object? (c) => Answer((PythonDictionary)c!)).Distinct(PythonEquality.Instance)];
    }

    private static PythonTuple Answer(PythonDictionary candidate)
    {
        if (candidate["number"] is not "")
        {
            return new PythonTuple([PythonText.Str(candidate["number"])]);
        }

        if (candidate["spans"] is List<object?> { Count: > 0 } spans)
        {
            return new PythonTuple(spans);
        }

        var date = (PythonDictionary)candidate["date"]!;
        return new PythonTuple([PythonStrings.Strip($"{Text(date, "day")} {Text(date, "month")} {Text(date, "year")}")]);
    }

    [GeneratedRegex(" |-")]
    private static partial Regex SpaceOrHyphen();
}
