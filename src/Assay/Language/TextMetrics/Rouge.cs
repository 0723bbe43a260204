using System.Text.RegularExpressions;
using Assay.Language.Python;

namespace Assay.Language.TextMetrics;

/// <summary>ROUGE: overlap of n-grams, and longest common subsequences of texts and of their lines.</summary>
/// <remarks>Source: Lin, ACL Workshop 2004; tokens and union of subsequences as google-research/rouge, against which it is checked.</remarks>
internal sealed partial class Rouge(bool isStemmed = false)
{
    /// <summary>Precision, recall and F of one measure: rouge1 to rouge9, rougeL or rougeLsum.</summary>
    public (double Precision, double Recall, double F) Score(string measure, string target, string prediction) => measure switch
    {
        "rougeL" => Subsequence(Tokens(target), Tokens(prediction)),
        "rougeLsum" => Lines(Sentences(target), Sentences(prediction)),
        _ => Grams(Tokens(target), Tokens(prediction), measure[^1] - '0'),
    };

    private static (double, double, double) Made(double hits, double said, double right)
    {
        var (precision, recall) = (hits / said, hits / right);
        return (precision, recall, precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0);
    }

    private static (double, double, double) Grams(List<string> target, List<string> prediction, int n)
    {
        Dictionary<string, int> Count(List<string> words) =>
            Enumerable.Range(0, Math.Max(0, words.Count - n + 1)).GroupBy(i => string.Join(' ', words.GetRange(i, n))).ToDictionary(g => g.Key, g => g.Count());
        var (right, said) = (Count(target), Count(prediction));
        var hits = right.Sum(g => Math.Min(g.Value, said.GetValueOrDefault(g.Key)));
        return Made(hits, Math.Max(1, said.Values.Sum()), Math.Max(1, right.Values.Sum()));
    }

    private static (double, double, double) Subsequence(List<string> target, List<string> prediction) =>
        target.Count == 0 || prediction.Count == 0 ? default : Made(Table(target, prediction)[target.Count, prediction.Count], prediction.Count, target.Count);

    // Every word of a line found in any line of the other text counts, but no more often than it occurs in both.
    private static (double, double, double) Lines(List<List<string>> target, List<List<string>> prediction)
    {
        var (right, said) = (target.Sum(s => s.Count), prediction.Sum(s => s.Count));
        if (right == 0 || said == 0)
        {
            return default;
        }

        var inTarget = target.SelectMany(s => s).GroupBy(w => w).ToDictionary(g => g.Key, g => g.Count());
        var inPrediction = prediction.SelectMany(s => s).GroupBy(w => w).ToDictionary(g => g.Key, g => g.Count());
        var hits = 0;
        foreach (var line in target)
        {
            foreach (var at in prediction.SelectMany(other => Common(line, other)).Distinct().Order())
            {
                if (inPrediction.GetValueOrDefault(line[at]) > 0 && inTarget[line[at]] > 0)
                {
                    hits++;
                    inPrediction[line[at]]--;
                    inTarget[line[at]]--;
                }
            }
        }

        return Made(hits, said, right);
    }

    private static List<int> Common(List<string> line, List<string> other)
    {
        var table = Table(line, other);
        var found = new List<int>();
        for (var (i, j) = (line.Count, other.Count); i > 0 && j > 0;)
        {
            if (line[i - 1] == other[j - 1])
            {
                found.Add(--i);
                j--;
            }
            else if (table[i, j - 1] > table[i - 1, j])
            {
                j--;
            }
            else
            {
                i--;
            }
        }

        return found;
    }

    private static int[,] Table(List<string> a, List<string> b)
    {
        var table = new int[a.Count + 1, b.Count + 1];
        for (var i = 1; i <= a.Count; i++)
        {
            for (var j = 1; j <= b.Count; j++)
            {
                table[i, j] = a[i - 1] == b[j - 1] ? table[i - 1, j - 1] + 1 : Math.Max(table[i - 1, j], table[i, j - 1]);
            }
        }

        return table;
    }

    private List<List<string>> Sentences(string text) => [.. text.Split('\n').Where(s => s.Length > 0).Select(Tokens)];

    private List<string> Tokens(string text)
    {
        var words = NoWord().Replace(Casing.Lower(text), " ").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. words.Select(w => isStemmed && w.Length > 3 ? PorterStemmer.Stem(w) : w)];
    }

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NoWord();
}
