namespace Assay.Tuning.Surrogates;

/// <summary>Bends losses so that a surrogate sees the good end well: log(1 + (loss - smallest) / (bend * spread)), then mean 0 and variance 1.</summary>
/// <remarks>
/// Large values of a loss say little about its bottom. The bend is smooth there, so bowls stay bowls; infinite means no bending. Which one fits
/// is a question of evidence, the Jacobian of the bend included (Snelson et al., NeurIPS 2003, warped Gaussian processes).
/// </remarks>
internal sealed class OutcomeScale
{
    private readonly double smallest;
    private readonly double unit;
    private readonly bool straight;
    private readonly double centre;
    private readonly double size = 1;

    /// <summary>A scale made for these losses, all finite.</summary>
    internal OutcomeScale(ReadOnlySpan<double> losses, double bend)
    {
        double[] sorted = [.. losses];
        Array.Sort(sorted);
        smallest = sorted[0];
        var spread = sorted[sorted.Length / 2] - smallest;
        spread = spread > 0 ? spread : sorted[^1] > smallest ? sorted[^1] - smallest : 1;
        straight = double.IsInfinity(bend);
        unit = straight ? 1 : bend * spread;
        double[] bent = [.. sorted.Select(Of)];
        centre = bent.Average();
        var variance = bent.Average(b => (b - centre) * (b - centre));
        size = variance > 0 ? Math.Sqrt(variance) : 1;
    }

    /// <summary>The bent and scaled loss.</summary>
    internal double Of(double loss) => ((straight ? loss - smallest : Math.Log(1 + (Math.Max(0, loss - smallest) / unit))) - centre) / size;

    /// <summary>The loss of a bent and scaled value.</summary>
    internal double Back(double value)
    {
        var bent = (value * size) + centre;
        return smallest + (straight ? bent : unit * (Math.Exp(bent) - 1));
    }

    /// <summary>The logarithm of the derivative, summed over losses: added to the evidence, it makes bends comparable.</summary>
    internal double LogJacobian(ReadOnlySpan<double> losses)
    {
        var sum = 0.0;
        foreach (var loss in losses)
        {
            sum -= straight ? 0 : Math.Log(unit + loss - smallest);
        }

        return sum - (losses.Length * Math.Log(size));
    }
}
