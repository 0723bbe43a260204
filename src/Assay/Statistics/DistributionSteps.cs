namespace Assay.Statistics;

/// <summary>Walks two samples together in ascending order.</summary>
internal static class DistributionSteps
{
    /// <summary>Each distinct value with how many numbers of each sample lie at or below it.</summary>
    public static List<(double Value, int First, int Second)> Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var (a, b) = (first.ToArray(), second.ToArray());
        Array.Sort(a);
        Array.Sort(b);
        var steps = new List<(double, int, int)>(a.Length + b.Length);
        for (int i = 0, j = 0; i < a.Length || j < b.Length;)
        {
            var value = j == b.Length || (i < a.Length && a[i] <= b[j]) ? a[i] : b[j];
            for (; i < a.Length && a[i] == value; i++)
            {
            }

            for (; j < b.Length && b[j] == value; j++)
            {
            }

            steps.Add((value, i, j));
        }

        return steps;
    }
}
