namespace Assay.Tuning.Surrogates;

/// <summary>A Gaussian process of one outcome with the bend of its scale, both chosen by evidence.</summary>
internal sealed record OutcomeModel(GaussianProcess Process, OutcomeScale Scale)
{
    private const double Noisy = 0.05;

    private static readonly double[] allBends = [double.PositiveInfinity, 1, 0.1, 0.01];

    /// <summary>Learns an outcome. Settings are fitted to the trials up to a round number of them, so that they are not fitted anew for every question.</summary>
    /// <param name="history">Keeps the settings between questions.</param>
    /// <param name="seen">The points.</param>
    /// <param name="name">Which outcome, for the memory.</param>
    /// <param name="outcomes">One a point.</param>
    /// <param name="bends">Scales to choose from.</param>
    internal static OutcomeModel Of(TrialHistory history, OutcomeTable seen, string name, double[] outcomes, double[]? bends = null)
    {
        var kernel = new ProcessKernel(seen.Points[0].Ordered.Length, seen.Points[0].Categories.Length, seen.Together);
        var fitted = FittedCount(outcomes.Length);
        var fits = history.Remember(name, fitted, () => Fits(kernel, seen.Points[..fitted], outcomes[..fitted], bends ?? allBends));
        var (logarithms, bend) = fits[history.Trials.Count % fits.Count];
        var scale = new OutcomeScale(outcomes, bend);
        double[] scaled = [.. outcomes.Select(scale.Of)];
        var process = GaussianProcess.Of(kernel, logarithms, seen.Points, scaled);
        if (seen.Pending.Length > 0)
        {
            // Running trials are taken to come out as expected, so that no two workers get the same question (Ginsbourger et al. 2010).
            process = GaussianProcess.Of(kernel, logarithms, [.. seen.Points, .. seen.Pending], [.. scaled, .. seen.Pending.Select(process.Mean)]);
        }

        return new OutcomeModel(process, scale);
    }

    /// <summary>The lowest mean at points seen: the best value without the luck of its noise.</summary>
    internal double Lowest(SurrogatePoint[] points) => points.Min(Process.Mean);

    /// <summary>What an expected improvement (its logarithm) over the lowest of these points is on the outcome's own scale.</summary>
    internal double Worth(SurrogatePoint[] points, double gain) =>
        points.Length == 0 ? double.PositiveInfinity : Scale.Back(Lowest(points)) - Scale.Back(Lowest(points) - Math.Exp(gain));

    private static (double[] Logarithms, double Bend) Fit(ProcessKernel kernel, SurrogatePoint[] points, double[] outcomes, double[] bends)
    {
        var best = (Logarithms: Array.Empty<double>(), Bend: 0.0, Evidence: double.NegativeInfinity);
        foreach (var bend in bends)
        {
            var scale = new OutcomeScale(outcomes, bend);
            var (logarithms, evidence) = GaussianProcess.Fit(kernel, points, [.. outcomes.Select(scale.Of)]);
            evidence += scale.LogJacobian(outcomes);
            if (evidence > best.Evidence || best.Logarithms.Length == 0)
            {
                best = (logarithms, bend, evidence);
            }
        }

        return (best.Logarithms, best.Bend);
    }

    // A model that takes most of what it sees for noise may have given up too early; every second question goes to one that does not.
    private static List<(double[] Logarithms, double Bend)> Fits(ProcessKernel kernel, SurrogatePoint[] points, double[] outcomes, double[] bends)
    {
        var free = Fit(kernel, points, outcomes, bends);
        if (Math.Exp(free.Logarithms[^1]) <= Noisy)
        {
            return [free];
        }

        var scale = new OutcomeScale(outcomes, double.PositiveInfinity);
        return [free, (GaussianProcess.Fit(kernel, points, [.. outcomes.Select(scale.Of)], Noisy).Logarithms, double.PositiveInfinity)];
    }

    private static int FittedCount(int count)
    {
        var every = count < 40 ? 1 : count < 80 ? 3 : count / 10;
        return count - (count % every);
    }
}
