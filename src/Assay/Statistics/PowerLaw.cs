using Assay.Numerics;

namespace Assay.Statistics;

/// <summary>error = limit + scale x size^-exponent: how an error falls with more training rows.</summary>
/// <remarks>
/// Weighted least squares over limit at least 0, scale above 0 and exponent in (0, 2]: for each exponent the other two are solved
/// exactly, the exponent by a grid and golden section. Source of the form: Hestness et al., arXiv 1712.00409; Viering and Loog,
/// IEEE TPAMI 45, 2023. The band is a parametric bootstrap: normal noise of each point's standard error is added to the fitted
/// curve and the law fitted again.
/// </remarks>
public sealed class PowerLaw
{
    private const int Refits = 200;
    private const double LargestExponent = 2;
    private readonly IReadOnlyList<(double Limit, double Scale, double Exponent)> refits;

    private PowerLaw((double Limit, double Scale, double Exponent) law, IReadOnlyList<(double Limit, double Scale, double Exponent)> refits)
    {
        (Limit, Scale, Exponent) = law;
        this.refits = refits;
    }

    /// <summary>The error that no number of rows takes away, at least 0; NaN when no law was fitted.</summary>
    public double Limit { get; }

    /// <summary>The error above the limit at one row, in the error's unit.</summary>
    public double Scale { get; }

    /// <summary>How fast the rest falls, in (0, 2].</summary>
    public double Exponent { get; }

    /// <summary>Why no law could be fitted; null when one was.</summary>
    public string? Undefined { get; private init; }

    /// <summary>Fits the law.</summary>
    /// <param name="sizes">Training rows, above 0.</param>
    /// <param name="errors">Error at each size, smaller is better.</param>
    /// <param name="weights">One over the squared standard error of each error; empty when unknown (all the same).</param>
    /// <param name="seed">Of the band.</param>
    /// <returns>The law, or one with <see cref="Undefined"/> set and NaN everywhere.</returns>
    public static PowerLaw Fit(ReadOnlySpan<double> sizes, ReadOnlySpan<double> errors, ReadOnlySpan<double> weights = default, ulong seed = 0)
    {
        CheckLengths(sizes.Length, errors.Length, weights.Length);
        var (x, y, w) = (sizes.ToArray(), errors.ToArray(), weights.IsEmpty ? [.. Enumerable.Repeat(1.0, sizes.Length)] : weights.ToArray());
        if (x.Concat(y).Concat(w).Any(v => !double.IsFinite(v)) || x.Any(v => v <= 0) || w.Any(v => v <= 0))
        {
            return None("a size, an error or a weight is not a finite positive number");
        }

        if (x.Distinct().Count() < 4)
        {
            return None($"a law with three unknowns needs at least 4 different sizes, found {x.Distinct().Count()}");
        }

        var law = Best(x, y, w);
        return law.Scale <= 0 ? None("the error does not fall as rows are added") : new PowerLaw(law, Refit(law, (x, y, w), weights.IsEmpty, seed));
    }

    /// <summary>The fitted error at this many rows; NaN when no law was fitted.</summary>
    public double At(double size) => Value((Limit, Scale, Exponent), size);

    /// <summary>The fitted error with the interval of the fitted curve (not of a single new measurement).</summary>
    public Interval Band(double size, double level = 0.95)
    {
        if (Undefined is not null)
        {
            return Interval.None(Undefined) with { Level = level };
        }

        double[] values = [.. refits.Select(r => Value(r, size)).Order()];
        var (low, high) = (Quantiles.Linear(values, (1 - level) / 2), Quantiles.Linear(values, (1 + level) / 2));
        return new Interval(At(size), Math.Min(low, At(size)), Math.Max(high, At(size)), "power law, parametric bootstrap") { Level = level };
    }

    /// <summary>In words: <c>error = 0.051 + 1.9 n^-0.62</c>, or why there is none.</summary>
    public override string ToString() => Undefined is null ? $"error = {Limit:G3} + {Scale:G3} n^-{Exponent:G3}" : $"no law: {Undefined}";

    private static double Value((double Limit, double Scale, double Exponent) law, double size) =>
        law.Limit + (law.Scale * Math.Pow(size, -law.Exponent));

    private static PowerLaw None(string reason) => new((double.NaN, double.NaN, double.NaN), []) { Undefined = reason };

    private static List<(double Limit, double Scale, double Exponent)> Refit(
        (double Limit, double Scale, double Exponent) law, (double[] X, double[] Y, double[] W) data, bool weightsUnknown, ulong seed)
    {
        var (x, y, w) = data;
        var square = Loss(law, x, y, w) / Math.Max(1, x.Length - 3);
        // Known standard errors are believed unless the points scatter more than they allow.
        var inflation = Math.Sqrt(weightsUnknown ? square : Math.Max(1, square));
        var refits = new List<(double, double, double)>(Refits);
        for (var draw = 0; draw < Refits; draw++)
        {
            var random = SeededRandom.For(seed, "power law", draw);
            double[] drawn = [.. x.Select((size, i) => Value(law, size) + (inflation * random.NextNormal() / Math.Sqrt(w[i])))];
            refits.Add(Best(x, drawn, w));
        }

        return refits;
    }

    private static (double Limit, double Scale, double Exponent) Best(double[] x, double[] y, double[] w)
    {
        const int Steps = 40;
        double LossAt(double exponent) => Loss(Linear(x, y, w, exponent), x, y, w);
        var start = Enumerable.Range(1, Steps).MinBy(step => LossAt(step * LargestExponent / Steps));
        var (low, high) = ((start - 1) * LargestExponent / Steps, Math.Min(LargestExponent, (start + 1) * LargestExponent / Steps));
        low = Math.Max(low, 1e-3);
        var golden = (Math.Sqrt(5) - 1) / 2;
        for (var step = 0; step < 50; step++)
        {
            var (left, right) = (high - (golden * (high - low)), low + (golden * (high - low)));
            (low, high) = LossAt(left) <= LossAt(right) ? (low, right) : (left, high);
        }

        return Linear(x, y, w, (low + high) / 2);
    }

    // Weighted least squares of y on 1 and x^-exponent with both coefficients at least 0.
    private static (double Limit, double Scale, double Exponent) Linear(double[] x, double[] y, double[] w, double exponent)
    {
        var (sw, sz, szz, sy, szy) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            var z = Math.Pow(x[i], -exponent);
            sw += w[i];
            sz += w[i] * z;
            szz += w[i] * z * z;
            sy += w[i] * y[i];
            szy += w[i] * z * y[i];
        }

        var scale = ((sw * szy) - (sz * sy)) / ((sw * szz) - (sz * sz));
        var limit = (sy - (scale * sz)) / sw;
        return scale <= 0 || double.IsNaN(scale) ? (Math.Max(0, sy / sw), 0, exponent)
            : limit >= 0 ? (limit, scale, exponent)
            : (0, szy / szz, exponent);
    }

    private static double Loss((double Limit, double Scale, double Exponent) law, double[] x, double[] y, double[] w)
    {
        var loss = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            var residual = y[i] - Value(law, x[i]);
            loss += w[i] * residual * residual;
        }

        return loss;
    }

    private static void CheckLengths(int sizes, int errors, int weights)
    {
        if (sizes != errors || (weights != 0 && weights != sizes))
        {
            throw new ArgumentException($"There are {sizes} sizes, {errors} errors and {weights} weights.");
        }
    }
}
