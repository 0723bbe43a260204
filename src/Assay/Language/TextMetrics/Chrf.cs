using Assay.Language.Python;

namespace Assay.Language.TextMetrics;

/// <summary>chrF: the F score of character n-grams; with word n-grams chrF++.</summary>
/// <remarks>Source: Popović, WMT 2015 and WMT 2017; settings as sacrebleu 2.6, against which it is checked.</remarks>
internal sealed class Chrf : CorpusMetric
{
    private const double Epsilon = 1e-16;

    public int CharacterOrder { get; init; } = 6;

    public int WordOrder { get; init; }

    /// <summary>How much recall counts against precision.</summary>
    public int Beta { get; init; } = 2;

    public bool Lowercase { get; init; }

    public bool Whitespace { get; init; }

    /// <summary>Whether every order counts, with a tiny number for those a text cannot have.</summary>
    public bool EpsilonSmoothing { get; init; }

    private int Orders => CharacterOrder + WordOrder;

    /// <summary>N-grams of the text, of the reference, and of both, for every order; of the reference with the best score.</summary>
    public override double[] Count(string hypothesis, IReadOnlyList<string> references)
    {
        var said = Grams(hypothesis);
        double[]? best = null;
        var bestScore = -1.0;
        foreach (var reference in references)
        {
            var right = Grams(reference);
            var counts = new double[3 * Orders];
            for (var i = 0; i < Orders; i++)
            {
                counts[3 * i] = right[i].Count > 0 ? said[i].Values.Sum() : 0;
                counts[(3 * i) + 1] = right[i].Values.Sum();
                counts[(3 * i) + 2] = said[i].Sum(g => Math.Min(g.Value, right[i].GetValueOrDefault(g.Key)));
            }

            var score = Score(counts);
            if (score > bestScore)
            {
                (best, bestScore) = (counts, score);
            }
        }

        return best!;
    }

    public override double Score(double[] counts)
    {
        var factor = (double)Beta * Beta;
        var (smoothed, precisions, recalls, orders) = (0.0, 0.0, 0.0, 0);
        for (var i = 0; i < Orders; i++)
        {
            var (said, right, both) = (counts[3 * i], counts[(3 * i) + 1], counts[(3 * i) + 2]);
            var precision = said > 0 ? both / said : Epsilon;
            var recall = right > 0 ? both / right : Epsilon;
            var below = (factor * precision) + recall;
            smoothed += below > 0 ? (1 + factor) * precision * recall / below : Epsilon;
            if (said > 0 && right > 0)
            {
                (precisions, recalls, orders) = (precisions + precision, recalls + recall, orders + 1);
            }
        }

        if (EpsilonSmoothing)
        {
            return 100 * smoothed / Orders;
        }

        (precisions, recalls) = orders == 0 ? (0, 0) : (precisions / orders, recalls / orders);
        return precisions + recalls == 0 ? 0 : 100 * ((1 + factor) * precisions * recalls / ((factor * precisions) + recalls));
    }

    private Dictionary<string, int>[] Grams(string text)
    {
        text = Lowercase ? Casing.Lower(text) : text;
        var characters = CodePoints.Split(Whitespace ? text : string.Concat(PythonStrings.SplitWhite(text)));
        var made = Enumerable.Range(1, CharacterOrder).Select(n => Tally(Slices(characters, n, "")));
        var words = WordOrder > 0 ? Words(text) : [];
        return [.. made, .. Enumerable.Range(1, WordOrder).Select(n => Tally(Slices(words, n, " ")))];
    }

    private static IEnumerable<string> Slices(List<string> items, int n, string between) =>
        Enumerable.Range(0, Math.Max(0, items.Count - n + 1)).Select(i => string.Join(between, items.GetRange(i, n)));

    // One mark at the end of a word, or else at its beginning, is a word of its own.
    private static List<string> Words(string text)
    {
        var words = new List<string>();
        foreach (var word in PythonStrings.SplitWhite(text))
        {
            var several = CodePoints.Length(word) > 1;
            words.AddRange(several && PythonStrings.IsPunctuation(word[^1]) ? [word[..^1], word[^1..]] : several && PythonStrings.IsPunctuation(word[0]) ? [word[..1], word[1..]] : [word]);
        }

        return words;
    }
}
