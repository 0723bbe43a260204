namespace Assay.Tuning;

/// <summary>How much of the space before a reference point some points dominate, all objectives to be made small.</summary>
/// <remarks>By slices along the last objective: exact, quick enough for fronts of some hundred points and up to four objectives. Source: While et al., IEEE Transactions on Evolutionary Computation 10(1), 2006.</remarks>
internal static class Hypervolume
{
    /// <summary>The dominated volume; points not better than the reference everywhere add nothing.</summary>
    internal static double Of(IEnumerable<double[]> points, double[] reference) =>
        Slices([.. points.Where(p => p.Zip(reference).All(c => c.First < c.Second))], reference, reference.Length - 1);

    private static double Slices(double[][] points, double[] reference, int objective)
    {
        if (points.Length == 0 || objective == 0)
        {
            return points.Length == 0 ? 0 : reference[0] - points.Min(p => p[0]);
        }

        double[][] sorted = [.. points.OrderBy(p => p[objective])];
        var (volume, least) = (0.0, double.PositiveInfinity);
        for (var i = 0; i < sorted.Length; i++)
        {
            var height = (i + 1 < sorted.Length ? sorted[i + 1][objective] : reference[objective]) - sorted[i][objective];
            least = Math.Min(least, sorted[i][0]);
            volume += height > 0 ? height * (objective == 1 ? reference[0] - least : Slices(sorted[..(i + 1)], reference, objective - 1)) : 0;
        }

        return volume;
    }
}
