using System.Runtime.CompilerServices;

namespace Assay.Tuning.Surrogates;

/// <summary>How alike two configurations are: Matern 5/2 with a length a parameter, a quadratic trend, and categories that agree or not.</summary>
/// <remarks>
/// k = C (m M + q Q) + o O, where M is Matern 5/2 of the distance in lengths, Q = (1 + sum w_i v_i v'_i)^2 with v = 2u - 1 spans every
/// quadratic, C = exp(-sum t_j [a_j differs]) shares shapes among choices and O = exp(-2 [differing]) their offsets. The quadratic finds the
/// bottom of a smooth bowl in about as many points as it has coefficients; the marginal likelihood switches it off elsewhere.
/// Sources: Rasmussen and Williams, Gaussian Processes for Machine Learning, chapters 4 and 5; priors scaled with the square root of the
/// number of parameters after Hvarfner et al., ICML 2024. Settings are logarithms in the order lengths, w, t, m, q, o, noise variance.
/// </remarks>
/// <param name="ordered">How many ordered parameters there are.</param>
/// <param name="categories">How many categories.</param>
/// <param name="together">How many ordered parameters count at the same time, at most; only those share a distance.</param>
internal sealed class ProcessKernel(int ordered, int categories, int together)
{
    private const double NoiseFloor = 1e-9;

    private int Apart => 2 * ordered;

    /// <summary>How many settings there are.</summary>
    internal int Size => (2 * ordered) + categories + 4;

    /// <summary>The position of Matern's amplitude; trend, offset and noise follow.</summary>
    internal int Amplitudes => Apart + categories;

    /// <summary>Where the settings are expected and how far they may stray: normal priors of the logarithms.</summary>
    internal (double[] Mean, double[] Deviation) Prior()
    {
        var (mean, deviation) = (new double[Size], new double[Size]);
        Fill(mean, deviation, (0, ordered), (Math.Log(0.35 * Math.Sqrt(Math.Max(1, together))), 0.9));
        Fill(mean, deviation, (ordered, ordered), (Math.Log(0.5), 1.2));
        Fill(mean, deviation, (Apart, categories), (Math.Log(0.7), 1));
        Fill(mean, deviation, (Amplitudes, 1), (Math.Log(0.5), 1.5));
        Fill(mean, deviation, (Amplitudes + 1, 1), (Math.Log(0.2), 2.5));
        Fill(mean, deviation, (Amplitudes + 2, 1), (Math.Log(0.3), 1.5));
        Fill(mean, deviation, (Amplitudes + 3, 1), (Math.Log(1e-4), 3.5));
        return (mean, deviation);
    }

    /// <summary>Limits that keep the arithmetic sound.</summary>
    internal (double[] Low, double[] High) Box()
    {
        var (mean, deviation) = Prior();
        double[] low = [.. mean.Zip(deviation, (m, d) => m - (4 * d))];
        double[] high = [.. mean.Zip(deviation, (m, d) => m + (4 * d))];
        low[^1] = Math.Log(NoiseFloor);
        high[^1] = 0;
        return (low, high);
    }

    /// <summary>The kernel of two points, without noise.</summary>
    internal double Value(double[] settings, SurrogatePoint a, SurrogatePoint b) => Gradient(settings, a, b, default);

    // Called for every pair of points, so it must not cost a call.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (double Distance, double Trend, double Mismatch, int Differing) Apartness(double[] settings, SurrogatePoint a, SurrogatePoint b)
    {
        double distance = 0, trend = 1, mismatch = 0;
        var differing = 0;
        for (var i = 0; i < ordered; i++)
        {
            var gap = (a.Ordered[i] - b.Ordered[i]) / settings[i];
            distance += gap * gap;
            trend += settings[ordered + i] * ((2 * a.Ordered[i]) - 1) * ((2 * b.Ordered[i]) - 1);
        }

        for (var j = 0; j < categories; j++)
        {
            if (a.Categories[j] != b.Categories[j])
            {
                mismatch += settings[Apart + j];
                differing++;
            }
        }

        return (distance, trend, mismatch, differing);
    }

    /// <summary>The kernel of two points; adds its derivative by the first point's ordered parameters when there is room for it. Settings are no logarithms here.</summary>
    internal double Gradient(double[] settings, SurrogatePoint a, SurrogatePoint b, Span<double> byFirst)
    {
        var (distance, trend, mismatch, differing) = Apartness(settings, a, b);
        var root = Math.Sqrt(5 * distance);
        var decay = Math.Exp(-root - mismatch);
        var shared = Math.Exp(-mismatch);
        var (matern, quadratic) = (settings[Amplitudes], settings[Amplitudes + 1]);
        for (var i = 0; i < byFirst.Length; i++)
        {
            var pull = -5.0 / 3 * matern * decay * (1 + root) * (a.Ordered[i] - b.Ordered[i]) / (settings[i] * settings[i]);
            byFirst[i] = pull + (shared * quadratic * 4 * trend * settings[ordered + i] * ((2 * b.Ordered[i]) - 1));
        }

        return (matern * decay * (1 + root + (root * root / 3))) + (shared * quadratic * trend * trend)
            + (categories == 0 ? 0 : settings[Amplitudes + 2] * Math.Exp(-2 * differing));
    }

    /// <summary>Adds weight times the kernel's derivative by each setting's logarithm (noise left out) and returns the kernel.</summary>
    internal double Learn(double[] settings, SurrogatePoint a, SurrogatePoint b, double factor, Span<double> gradient)
    {
        var (distance, trend, mismatch, differing) = Apartness(settings, a, b);
        var root = Math.Sqrt(5 * distance);
        var decay = Math.Exp(-root - mismatch);
        var shared = Math.Exp(-mismatch);
        var matern = settings[Amplitudes] * decay * (1 + root + (root * root / 3));
        var quadratic = shared * settings[Amplitudes + 1] * trend * trend;
        var stretch = factor * (5.0 / 3) * settings[Amplitudes] * decay * (1 + root);
        var bend = factor * 2 * shared * settings[Amplitudes + 1] * trend;
        for (var i = 0; i < ordered; i++)
        {
            var gap = (a.Ordered[i] - b.Ordered[i]) / settings[i];
            gradient[i] += stretch * gap * gap;
            gradient[ordered + i] += bend * settings[ordered + i] * ((2 * a.Ordered[i]) - 1) * ((2 * b.Ordered[i]) - 1);
        }

        for (var j = 0; j < categories; j++)
        {
            gradient[Apart + j] -= a.Categories[j] != b.Categories[j] ? factor * settings[Apart + j] * (matern + quadratic) : 0;
        }

        var offset = categories == 0 ? 0 : settings[Amplitudes + 2] * Math.Exp(-2 * differing);
        gradient[Amplitudes] += factor * matern;
        gradient[Amplitudes + 1] += factor * quadratic;
        gradient[Amplitudes + 2] += factor * offset;
        return matern + quadratic + offset;
    }

    private static void Fill(double[] mean, double[] deviation, (int Start, int Count) range, (double Mean, double Deviation) prior)
    {
        mean.AsSpan(range.Start, range.Count).Fill(prior.Mean);
        deviation.AsSpan(range.Start, range.Count).Fill(prior.Deviation);
    }
}
