namespace Assay.Learners.Simple;

/// <summary>The nearest points met so far, nearest first; of equally near ones the earlier point.</summary>
internal sealed class NearestList(int most)
{
    private readonly float[] distances = new float[most];
    private readonly int[] points = new int[most];

    /// <summary>Points kept.</summary>
    public int Count { get; private set; }

    /// <summary>The squared distance of the i-th nearest.</summary>
    public float Distance(int i) => distances[i];

    /// <summary>The i-th nearest point.</summary>
    public int Point(int i) => points[i];

    /// <summary>Forgets all.</summary>
    public void Clear() => Count = 0;

    /// <summary>Keeps the point if it is among the nearest. Points are offered in increasing order.</summary>
    public void Offer(int point, float distance)
    {
        if (Count == most && !(distance < distances[most - 1]))
        {
            return;
        }

        var at = Count < most ? Count++ : most - 1;
        while (at > 0 && distances[at - 1] > distance)
        {
            distances[at] = distances[at - 1];
            points[at] = points[at - 1];
            at--;
        }

        distances[at] = distance;
        points[at] = point;
    }
}
