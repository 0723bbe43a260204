using MathNet.Numerics.LinearAlgebra;

namespace Assay.Statistics;

/// <summary>A calibration of two classes that can bend both ends of [0, 1] on their own: logit P = offset + low ln p - high ln(1 - p).</summary>
/// <param name="Low">Weight of ln p, at least 0; 1 leaves p as it is.</param>
/// <param name="High">Weight of -ln(1 - p), at least 0; 1 leaves p as it is.</param>
/// <param name="Offset">The offset; 0 leaves p as it is.</param>
/// <param name="Loss">Negative log-likelihood at the optimum, in nats.</param>
/// <remarks>
/// The maximum of the likelihood among weights of at least 0, by Newton's method with halving. Probabilities are first cut to
/// [2^-52, 1 - 2^-52]. Source: Kull, Silva Filho and Flach, AISTATS 2017.
/// </remarks>
public sealed record BetaCalibration(double Low, double High, double Offset, double Loss)
{
    private const double Smallest = 2.220446049250313e-16;
    private const double LargestWeight = 1e6;

    /// <summary>Fits the three numbers.</summary>
    /// <param name="probabilities">Length n, in [0, 1].</param>
    /// <param name="truth">1 for positive, else negative; length n.</param>
    /// <exception cref="AssayException"><c>data.one-class</c> when a class is missing, <c>data.no-optimum</c> when the classes are parted completely.</exception>
    public static BetaCalibration Fit(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> truth)
    {
        bool[] positive = [.. truth.ToArray().Select(t => t == 1)];
        if (!positive.Contains(true) || !positive.Contains(false))
        {
            throw new AssayException("data.one-class", "Only one class is present, so no calibration can be fitted. Give rows of both classes.");
        }

        double[][] columns =
        [
            [.. Enumerable.Repeat(1.0, positive.Length)],
            [.. probabilities.ToArray().Select(p => Math.Log(Cut(p)))],
            [.. probabilities.ToArray().Select(p => -Math.Log(1 - Cut(p)))],
        ];

        // The loss is convex, so the best with weights of at least 0 is the free one if that is allowed, otherwise one with a weight of 0.
        var free = Newton(columns, [0, 1, 2], positive);
        var allowed = IsAllowed(free)
            ? free
            : new[] { Newton(columns, [0, 1], positive), Newton(columns, [0, 2], positive), Newton(columns, [0], positive) }.Where(IsAllowed).MinBy(f => f.Loss);
        return new(allowed.At[1], allowed.At[2], allowed.At[0], allowed.Loss);
    }

    /// <summary>The calibrated probability of a probability.</summary>
    public double At(double probability) =>
        1 / (1 + Math.Exp(-(Offset + (Low * Math.Log(Cut(probability))) - (High * Math.Log(1 - Cut(probability))))));

    private static bool IsAllowed((double[] At, double Loss) fit) => fit.At[1] >= 0 && fit.At[2] >= 0;

    private static double Cut(double probability) => Math.Clamp(probability, Smallest, 1 - Smallest);

    private static (double[] At, double Loss) Newton(double[][] columns, int[] used, bool[] positive)
    {
        var at = new double[columns.Length];
        var loss = LossAt(columns, at, positive);
        for (var step = 0; step < 200; step++)
        {
            var direction = Direction(columns, used, at, positive);
            var (size, next) = (1.0, Moved(at, used, direction, 1));
            var nextLoss = LossAt(columns, next, positive);
            while (!(nextLoss <= loss) && size > 1e-10)
            {
                size /= 2;
                next = Moved(at, used, direction, size);
                nextLoss = LossAt(columns, next, positive);
            }

            if (!(nextLoss <= loss))
            {
                break;
            }

            var moved = used.Select((_, i) => Math.Abs(size * direction[i])).Sum();
            (at, loss) = (next, nextLoss);
            if (at.Any(a => Math.Abs(a) > LargestWeight) || loss < 1e-9)
            {
                throw new AssayException("data.no-optimum", "The classes are parted completely, so the best weights are infinite. Give more rows.");
            }

            if (moved <= 1e-14 * (at.Sum(Math.Abs) + 1e-300))
            {
                break;
            }
        }

        return (at, loss);
    }

    private static double[] Moved(double[] at, int[] used, Vector<double> direction, double size)
    {
        var moved = (double[])at.Clone();
        for (var i = 0; i < used.Length; i++)
        {
            moved[used[i]] += size * direction[i];
        }

        return moved;
    }

    private static double Score(double[][] columns, double[] at, int row) => at[0] + (at[1] * columns[1][row]) + (at[2] * columns[2][row]);

    private static double LossAt(double[][] columns, double[] at, bool[] positive)
    {
        var sum = 0.0;
        for (var i = 0; i < positive.Length; i++)
        {
            // -ln of the probability of what happened, without overflow on either side.
            var f = positive[i] ? -Score(columns, at, i) : Score(columns, at, i);
            sum += Math.Max(f, 0) + Math.Log(1 + Math.Exp(-Math.Abs(f)));
        }

        return sum;
    }

    private static Vector<double> Direction(double[][] columns, int[] used, double[] at, bool[] positive)
    {
        var gradient = Vector<double>.Build.Dense(used.Length);
        var curvature = Matrix<double>.Build.Dense(used.Length, used.Length);
        for (var row = 0; row < positive.Length; row++)
        {
            var p = 1 / (1 + Math.Exp(-Score(columns, at, row)));
            var (gap, curve) = ((positive[row] ? 1 : 0) - p, p * (1 - p));
            for (var i = 0; i < used.Length; i++)
            {
                gradient[i] += gap * columns[used[i]][row];
                for (var j = 0; j < used.Length; j++)
                {
                    curvature[i, j] += curve * columns[used[i]][row] * columns[used[j]][row];
                }
            }
        }

        for (var i = 0; i < used.Length; i++)
        {
            // A ridge of rounding size keeps constant or equal columns solvable.
            curvature[i, i] += (1e-14 * curvature[i, i]) + 1e-300;
        }

        return curvature.Solve(gradient);
    }
}
