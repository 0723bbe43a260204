using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Evaluation.Decay;

/// <summary>How much worse the quality of a later window is than that of the first, with limits that hold for all later windows together.</summary>
/// <param name="Window">The later window.</param>
/// <param name="Worsening">Quality of the first window less that of this one; above 0 it is worse now.</param>
/// <remarks>
/// A straight line misses a model that falls and recovers. Limits: Student's t with one less than the fewer blocks of the two windows as degrees of
/// freedom, error from the block bootstrap within windows times m / (m - 1) in variance for m blocks, Bonferroni over the later windows.
/// </remarks>
internal sealed record WindowDrop(int Window, Interval Worsening)
{
    /// <summary>One drop a later window that can be measured; empty when the first cannot.</summary>
    /// <param name="measured">Quality of each window, larger is better: value, block-bootstrap draws, blocks.</param>
    /// <param name="level">Confidence level of all limits together.</param>
    public static IReadOnlyList<WindowDrop> Of(IReadOnlyList<(double Value, double[] Draws, int Blocks)> measured, double level)
    {
        int[] later = [.. Enumerable.Range(1, measured.Count - 1).Where(w => Known(measured[w]))];
        if (!Known(measured[0]) || later.Length == 0)
        {
            return [];
        }

        var each = 1 - ((1 - level) / later.Length);
        return [.. later.Select(w =>
        {
            var error = Math.Sqrt(Variance(measured[0]) + Variance(measured[w]));
            var reach = Tails.StudentOfLevel(each, Math.Min(measured[0].Blocks, measured[w].Blocks) - 1) * error;
            var drop = measured[0].Value - measured[w].Value;
            return new WindowDrop(w, new Interval(drop, drop - reach, drop + reach, "student t, error by block bootstrap") { Level = level });
        })];
    }

    /// <summary>The drop that decides: the one surest over the limit, and if none is, the one least surely within it.</summary>
    public static WindowDrop Deciding(IReadOnlyList<WindowDrop> drops, double limit) =>
        drops.MaxBy(d => d.Worsening.Low) is { } surest && surest.Worsening.Low > limit ? surest : drops.MaxBy(d => d.Worsening.High)!;

    private static bool Known((double Value, double[] Draws, int Blocks) window) => !double.IsNaN(window.Value) && window.Blocks > 1 && window.Draws.Count(d => !double.IsNaN(d)) > 1;

    private static double Variance((double Value, double[] Draws, int Blocks) window) =>
        TwoSamples.Variance([.. window.Draws.Where(d => !double.IsNaN(d))]) * window.Blocks / (window.Blocks - 1);
}
