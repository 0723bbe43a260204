namespace Assay.Language.TextMetrics;

/// <summary>Edit distance to one reference inside a beam around the diagonal, with its trace; rows of an equal beginning are used again.</summary>
internal sealed class BeamDistance(List<string> reference)
{
    private const int Beam = 25;
    private const int Infinite = int.MaxValue / 4;

    private readonly List<int[]> costs = [[.. Enumerable.Range(0, reference.Count + 1)]];
    private readonly List<char[]> steps = [[.. Enumerable.Repeat('i', reference.Count + 1)]];
    private List<string> words = [];

    /// <summary>Insertions, deletions and replacements that turn the words into the reference.</summary>
    public int Between(List<string> next)
    {
        // The beam depends on the number of words, so only texts of one length share rows; the last row is wider and never shared.
        var kept = 0;
        while (next.Count == words.Count && kept < next.Count - 1 && next[kept] == words[kept])
        {
            kept++;
        }

        costs.RemoveRange(kept + 1, costs.Count - kept - 1);
        steps.RemoveRange(kept + 1, steps.Count - kept - 1);
        words = next;
        var ratio = next.Count > 0 ? (double)reference.Count / next.Count : 1;
        var width = Beam < ratio / 2 ? (int)Math.Ceiling((ratio / 2) + Beam) : Beam;
        for (var i = kept + 1; i <= next.Count; i++)
        {
            var diagonal = (int)Math.Floor(i * ratio);
            var to = i == next.Count ? reference.Count + 1 : Math.Min(reference.Count + 1, diagonal + width);
            Row(i, Math.Max(0, diagonal - width), to);
        }

        return costs[^1][^1];
    }

    /// <summary>Which word of the text stands at each word of the reference, and which words are wrong, for the last text.</summary>
    public (List<int> Of, List<bool> WrongWords, List<bool> WrongReference) Align()
    {
        var trace = new Stack<char>();
        for (var (i, j) = (words.Count, reference.Count); i > 0 || j > 0;)
        {
            var step = steps[i][j];
            trace.Push(step);
            i -= step == 'i' ? 0 : 1;
            j -= step == 'd' ? 0 : 1;
        }

        var (of, wrongWords, wrongReference) = (new List<int>(), new List<bool>(), new List<bool>());
        var at = -1;
        foreach (var step in trace)
        {
            if (step != 'i')
            {
                at++;
                wrongWords.Add(step != ' ');
            }

            if (step != 'd')
            {
                of.Add(at);
                wrongReference.Add(step != ' ');
            }
        }

        return (of, wrongWords, wrongReference);
    }

    // Ties go to keeping or replacing, then to deletion, then to insertion.
    private void Row(int i, int from, int to)
    {
        var above = costs[i - 1];
        var row = new int[reference.Count + 1];
        var made = new char[reference.Count + 1];
        Array.Fill(row, Infinite);
        for (var j = from; j < to; j++)
        {
            if (j == 0)
            {
                (row[0], made[0]) = (above[0] + 1, 'd');
                continue;
            }

            var same = words[i - 1] == reference[j - 1];
            var cost = above[j - 1] + (same ? 0 : 1);
            (row[j], made[j]) = cost < row[j] ? (cost, same ? ' ' : 's') : (row[j], made[j]);
            (row[j], made[j]) = above[j] + 1 < row[j] ? (above[j] + 1, 'd') : (row[j], made[j]);
            (row[j], made[j]) = row[j - 1] + 1 < row[j] ? (row[j - 1] + 1, 'i') : (row[j], made[j]);
        }

        costs.Add(row);
        steps.Add(made);
    }
}
