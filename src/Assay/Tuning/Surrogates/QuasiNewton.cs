namespace Assay.Tuning.Surrogates;

/// <summary>Minimises a smooth function inside a box.</summary>
/// <remarks>
/// Limited-memory quasi-Newton steps on the free coordinates, projected to the box, with a backtracking line search.
/// Source: Nocedal and Wright, Numerical Optimization, 2nd edition, algorithm 7.4 and section 16.7. No state, no randomness.
/// </remarks>
internal static class QuasiNewton
{
    private const int Memory = 8;

    /// <summary>The value at a point, writing the gradient.</summary>
    internal delegate double Function(ReadOnlySpan<double> point, Span<double> gradient);

    /// <summary>Improves <paramref name="point"/> in place and returns its value.</summary>
    internal static double Minimise(Function function, double[] point, (double[] Low, double[] High) box, int steps)
    {
        var size = point.Length;
        var (gradient, direction, trial, trialGradient) = (new double[size], new double[size], new double[size], new double[size]);
        var value = function(point, gradient);
        var pairs = new LinkedList<(double[] Step, double[] Change, double Curvature)>();
        for (var step = 0; step < steps && double.IsFinite(value); step++)
        {
            var slope = Direct(point, gradient, direction, pairs, box);
            if (slope > -1e-12)
            {
                break;
            }

            var length = pairs.Count == 0 ? Math.Min(1, 0.3 / direction.Max(Math.Abs)) : 1;
            var next = value;
            for (var halving = 0; halving < 20; halving++, length *= 0.4)
            {
                for (var i = 0; i < size; i++)
                {
                    trial[i] = Math.Clamp(point[i] + (length * direction[i]), box.Low[i], box.High[i]);
                }

                next = function(trial, trialGradient);
                if (next <= value + (1e-4 * length * slope))
                {
                    break;
                }

                next = double.NaN;
            }

            if (double.IsNaN(next))
            {
                break;
            }

            Learn(pairs, point, trial, gradient, trialGradient);
            var gained = value - next;
            value = next;
            trial.CopyTo(point, 0);
            (gradient, trialGradient) = (trialGradient, gradient);
            if (gained < 1e-10 * (1 + Math.Abs(value)))
            {
                break;
            }
        }

        return value;
    }

    // Two-loop recursion over coordinates that are free to move; returns the slope along the direction.
    private static double Direct(
        double[] point, double[] gradient, double[] direction, LinkedList<(double[] Step, double[] Change, double Curvature)> pairs, (double[] Low, double[] High) box)
    {
        var size = point.Length;
        var blocked = new bool[size];
        for (var i = 0; i < size; i++)
        {
            blocked[i] = (point[i] <= box.Low[i] && gradient[i] > 0) || (point[i] >= box.High[i] && gradient[i] < 0);
            direction[i] = blocked[i] ? 0 : -gradient[i];
        }

        var shares = new double[pairs.Count];
        var at = pairs.Count;
        for (var node = pairs.Last; node is not null; node = node.Previous)
        {
            var (step, change, curvature) = node.Value;
            shares[--at] = Dot(step, direction) / curvature;
            Add(direction, -shares[at], change);
        }

        if (pairs.Last is { Value: var latest })
        {
            var scale = latest.Curvature / Dot(latest.Change, latest.Change);
            for (var i = 0; i < size; i++)
            {
                direction[i] *= scale;
            }
        }

        for (var node = pairs.First; node is not null; node = node.Next, at++)
        {
            Add(direction, shares[at] - (Dot(node.Value.Change, direction) / node.Value.Curvature), node.Value.Step);
        }

        for (var i = 0; i < size; i++)
        {
            direction[i] = blocked[i] ? 0 : direction[i];
        }

        var slope = Dot(direction, gradient);
        if (slope < 0)
        {
            return slope;
        }

        pairs.Clear();
        for (var i = 0; i < size; i++)
        {
            direction[i] = blocked[i] ? 0 : -gradient[i];
        }

        return Dot(direction, gradient);
    }

    private static void Learn(
        LinkedList<(double[] Step, double[] Change, double Curvature)> pairs, double[] point, double[] next, double[] gradient, double[] nextGradient)
    {
        double[] step = [.. next.Zip(point, (a, b) => a - b)];
        double[] change = [.. nextGradient.Zip(gradient, (a, b) => a - b)];
        var curvature = Dot(step, change);
        if (curvature > 1e-10 * Dot(change, change))
        {
            pairs.AddLast((step, change, curvature));
            if (pairs.Count > Memory)
            {
                pairs.RemoveFirst();
            }
        }
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static void Add(double[] target, double factor, double[] source)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] += factor * source[i];
        }
    }
}
