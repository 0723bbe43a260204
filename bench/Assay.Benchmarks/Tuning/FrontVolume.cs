namespace Assay.Benchmarks.Tuning;

/// <summary>Dominated hypervolume by slicing along the last objective; written apart from the library's so that one checks the other.</summary>
internal static class FrontVolume
{
    public static double Of(double[][] points, double[] reference)
    {
        var inside = points.Where(p => p.Zip(reference).All(c => c.First < c.Second)).ToArray();
        return Slice(inside, reference, reference.Length);
    }

    private static double Slice(double[][] points, double[] reference, int objectives)
    {
        if (points.Length == 0)
        {
            return 0;
        }

        var last = objectives - 1;
        if (last == 0)
        {
            return reference[0] - points.Min(p => p[0]);
        }

        var sorted = points.OrderBy(p => p[last]).ToArray();
        var volume = 0.0;
        for (var i = 0; i < sorted.Length; i++)
        {
            var height = (i + 1 < sorted.Length ? sorted[i + 1][last] : reference[last]) - sorted[i][last];
            volume += height == 0 ? 0 : height * Slice(sorted[..(i + 1)], reference, last);
        }

        return volume;
    }
}
