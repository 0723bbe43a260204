using Assay.Tracking.Points;

namespace Assay.Server.Runs;

/// <summary>Which steps of several curves are shown when there are too many: evenly spread ones, and the ends of every curve.</summary>
/// <remarks>The rule of MLflow's <c>get-history-bulk-interval</c>.</remarks>
internal static class SampledSteps
{
    /// <summary>The steps to show.</summary>
    /// <param name="curves">Points by step.</param>
    /// <param name="range">Both ends included; from 0 to the last step when null.</param>
    /// <param name="most">About how many.</param>
    internal static HashSet<long> Of(IReadOnlyList<List<StoredPoint>> curves, (long Start, long End)? range, int most)
    {
        long[] all = [.. curves.SelectMany(c => c.Select(p => p.Step)).Distinct().Order()];
        var (start, end) = range ?? (0, all.Length == 0 ? 0 : all[^1]);
        var inside = all.AsSpan();
        inside = inside[Array.FindIndex(all, s => s >= start) is >= 0 and var first ? first.. : all.Length..];
        var count = 0;
        while (count < inside.Length && inside[count] <= end)
        {
            count++;
        }

        inside = inside[..count];
        var steps = new HashSet<long>();
        var interval = (double)count / most;
        for (var i = 0; i < (count <= most ? count : most); i++)
        {
            steps.Add(inside[count <= most ? i : (int)(i * interval)]);
        }

        if (count > 0)
        {
            steps.Add(inside[^1]);
        }

        foreach (var curve in curves.Where(c => c.Count > 0))
        {
            steps.UnionWith(new[] { curve[0].Step, curve[^1].Step }.Where(s => s >= start && s <= end));
        }

        return steps;
    }
}
