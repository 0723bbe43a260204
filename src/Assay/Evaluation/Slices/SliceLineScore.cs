namespace Assay.Evaluation.Slices;

/// <summary>SliceLine's score and what it can become at most further down the lattice.</summary>
/// <remarks>Source: Sagadeeva and Boehm, SIGMOD 2021, equations 2 (score) and 5 (bound), with the number of rows in the bound, not of columns.</remarks>
internal readonly record struct SliceLineScore(double Alpha, int Rows, double MeanError, double LargestError, int MinSupport)
{
    public double Of(double size, double errorSum) =>
        (Alpha * ((errorSum / size / MeanError) - 1)) - ((1 - Alpha) * ((Rows / size) - 1));

    /// <summary>No slice within this one scores more: the best is as small as holds all its error, as small as allowed, or as it is.</summary>
    public double Bound(double size, double errorSum)
    {
        var dense = Math.Clamp(errorSum / LargestError, MinSupport, size);
        var best = Math.Max(Of(dense, Math.Min(errorSum, dense * LargestError)), Of(size, errorSum));
        // Rounding must not cut off a slice that ties.
        return best + (1e-9 * Math.Max(1, Math.Abs(best)));
    }
}
