namespace Assay.Evaluation.Slices;

/// <summary>The best slices so far, those that tie with the last included. Safe to use from several threads.</summary>
internal sealed class TopSlices(int count)
{
    private readonly Lock gate = new();
    private readonly PriorityQueue<int, double> best = new();
    private readonly List<(int[] Conditions, SliceCell Cell, double Score)> kept = [];
    private double threshold;

    /// <summary>A score below it is not among the best; only positive scores are.</summary>
    public double Threshold => Volatile.Read(ref threshold);

    public void Offer(ReadOnlySpan<int> above, int condition, (SliceCell Cell, double Score) slice)
    {
        if (!(slice.Score > 0) || slice.Score < Threshold)
        {
            return;
        }

        lock (gate)
        {
            kept.Add(([.. above, condition], slice.Cell, slice.Score));
            best.Enqueue(0, slice.Score);
            if (best.Count > count)
            {
                best.Dequeue();
            }

            if (best.Count == count && best.TryPeek(out _, out var last))
            {
                Volatile.Write(ref threshold, last);
            }
        }
    }

    /// <summary>Best first, ties with fewer conditions and then in order of conditions, whatever order they came in.</summary>
    public IReadOnlyList<(int[] Conditions, SliceCell Cell, double Score)> Ordered()
    {
        var result = kept.Where(s => s.Score >= threshold).ToList();
        result.Sort((a, b) => b.Score.CompareTo(a.Score) is not 0 and var byScore ? byScore
            : a.Conditions.Length != b.Conditions.Length ? a.Conditions.Length.CompareTo(b.Conditions.Length)
            : a.Conditions.AsSpan().SequenceCompareTo(b.Conditions));
        return result;
    }
}
