using System.Text;
using Assay.Data.Plain;

namespace Assay.Evaluation.Differences;

/// <summary>How often every text is in a column before and after.</summary>
internal sealed class TextCounts
{
    private readonly PlainTexts texts;
    private readonly long[] before;
    private readonly long[] after;

    private TextCounts(PlainTexts texts, long[] before, long[] after) => (this.texts, this.before, this.after) = (texts, before, after);

    /// <summary>Different texts.</summary>
    public (long Before, long After) Distinct => (before.LongCount(c => c > 0), after.LongCount(c => c > 0));

    /// <summary>Counts the first column and goes on from there by what left and what came.</summary>
    public static TextCounts Of(ColumnPair pair, MovedCells moved)
    {
        var (first, second) = ((PlainTexts)pair.Before, (PlainTexts)pair.After);
        var map = first.Dictionary == second.Dictionary ? null : Enumerable.Range(0, second.Dictionary.Count).Select(code => first.Dictionary.CodeOf(second.Dictionary.TextOf(code), out _)).ToArray();
        var before = new long[first.Dictionary.Count];
        foreach (var code in first.Codes)
        {
            if (code >= 0)
            {
                before[code]++;
            }
        }

        var after = before.ToArray();
        foreach (var row in moved.Left)
        {
            if (first.Codes[row] >= 0)
            {
                after[first.Codes[row]]--;
            }
        }

        foreach (var code in second.Codes)
        {
            if (code >= 0)
            {
                after[map?[code] ?? code]++;
            }
        }

        return new TextCounts(first, before, after);
    }

    /// <summary>The most frequent texts of either table, the more frequent first.</summary>
    public List<(int Code, long Before, long After)> Top(int count)
    {
        var queue = new PriorityQueue<int, (long, string)>(Comparer<(long Count, string Text)>.Create((a, b) => a.Count != b.Count ? a.Count.CompareTo(b.Count) : string.CompareOrdinal(b.Text, a.Text)));
        for (var code = 0; code < before.Length; code++)
        {
            var most = Math.Max(before[code], after[code]);
            if (most > 0 && (queue.Count < count || (queue.TryPeek(out _, out var least) && most >= least.Item1)))
            {
                queue.Enqueue(code, (most, TextOf(code)));
                if (queue.Count > count)
                {
                    queue.Dequeue();
                }
            }
        }

        var top = new List<(int, long, long)>();
        while (queue.TryDequeue(out var code, out _))
        {
            top.Insert(0, (code, before[code], after[code]));
        }

        return top;
    }

    /// <summary>Half the summed distance of shares.</summary>
    public double TotalVariation((long Before, long After) present)
    {
        var sum = 0.0;
        for (var code = 0; code < before.Length; code++)
        {
            sum += Math.Abs(((double)before[code] / present.Before) - ((double)after[code] / present.After));
        }

        return sum / 2;
    }

    /// <summary>The text of a code.</summary>
    public string TextOf(int code) => Encoding.UTF8.GetString(texts.Dictionary.TextOf(code));
}
