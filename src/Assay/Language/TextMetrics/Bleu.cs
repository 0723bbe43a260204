using Assay.Language.Python;

namespace Assay.Language.TextMetrics;

/// <summary>BLEU: the geometric mean of clipped n-gram precisions, times a penalty for being shorter than the reference.</summary>
/// <remarks>Source: Papineni et al., ACL 2002; settings and smoothing as sacrebleu 2.6 (Post, WMT 2018), against which it is checked.</remarks>
internal sealed class Bleu : CorpusMetric
{
    public string Tokenizer { get; init; } = "13a";

    public bool Lowercase { get; init; }

    /// <summary>exp, floor, add-k or none.</summary>
    public string Smoothing { get; init; } = "exp";

    /// <summary>The value of floor (0.1 unless given) or add-k (1 unless given).</summary>
    public double? SmoothingValue { get; init; }

    /// <summary>The longest n-gram.</summary>
    public int Order { get; init; } = 4;

    /// <summary>Whether orders a short text cannot have are left out, as sentence scores want it.</summary>
    public bool EffectiveOrder { get; init; }

    /// <summary>Length of the text, length of the nearest reference, then matches and n-grams of every order.</summary>
    public override double[] Count(string hypothesis, IReadOnlyList<string> references)
    {
        var words = Words(hypothesis);
        var right = references.Select(Words).ToList();
        var counts = new double[2 + (2 * Order)];
        counts[0] = words.Count;
        counts[1] = right.Select(r => r.Count).MinBy(length => (Math.Abs(length - words.Count), length));
        for (var n = 1; n <= Order; n++)
        {
            var most = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var reference in right)
            {
                foreach (var (gram, count) in Tally(Grams(reference, n)))
                {
                    most[gram] = Math.Max(most.GetValueOrDefault(gram), count);
                }
            }

            counts[1 + n] = Tally(Grams(words, n)).Sum(g => Math.Min(g.Value, most.GetValueOrDefault(g.Key)));
            counts[1 + Order + n] = Math.Max(0, words.Count - n + 1);
        }

        return counts;
    }

    public override double Score(double[] counts) => Details(counts).Score;

    /// <summary>The score with what it is made of; matches and totals with what add-k added.</summary>
    public (double Score, double[] Matches, double[] Totals, double[] Precisions, double BrevityPenalty) Details(double[] counts)
    {
        var (length, reference) = (counts[0], counts[1]);
        var matches = counts[2..(2 + Order)];
        var totals = counts[(2 + Order)..];
        var precisions = new double[Order];
        var penalty = length >= reference ? 1 : length > 0 ? Math.Exp(1 - (reference / length)) : 0;
        if (matches.All(m => m == 0))
        {
            return (0, matches, totals, precisions, penalty);
        }

        var (smooth, order) = (1.0, Order);
        for (var n = 0; n < Order; n++)
        {
            if (Smoothing == "add-k" && n > 0)
            {
                matches[n] += SmoothingValue ?? 1;
                totals[n] += SmoothingValue ?? 1;
            }

            if (totals[n] == 0)
            {
                break;
            }

            order = EffectiveOrder ? n + 1 : order;
            smooth *= matches[n] == 0 && Smoothing == "exp" ? 2 : 1;
            precisions[n] = matches[n] != 0 ? 100.0 * matches[n] / totals[n] : Smoothing switch
            {
                "exp" => 100.0 / (smooth * totals[n]),
                "floor" => 100.0 * (SmoothingValue ?? 0.1) / totals[n],
                _ => 0,
            };
        }

        var logarithms = precisions.Take(order).Sum(p => p == 0 ? -9999999999 : Math.Log(p));
        return (penalty * Math.Exp(logarithms / order), matches, totals, precisions, penalty);
    }

    private List<string> Words(string text) =>
        PythonStrings.SplitWhite(BleuTokenizer.Tokenize(Tokenizer, PythonStrings.RightStrip(Lowercase ? Casing.Lower(text) : text)));

    private static IEnumerable<string> Grams(List<string> words, int n) =>
        Enumerable.Range(0, Math.Max(0, words.Count - n + 1)).Select(i => string.Join(' ', words.GetRange(i, n)));
}
