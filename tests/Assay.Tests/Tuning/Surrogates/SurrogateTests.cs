using Assay.Numerics;
using Assay.Tuning.Surrogates;

namespace Assay.Tests.Tuning.Surrogates;

public class SurrogateTests
{
    private static readonly ProcessKernel kernel = new(2, 1, 2);

    [Fact]
    public void A_process_goes_through_what_it_saw_and_knows_nothing_far_away()
    {
        // One point, Matern alone of amplitude 1: mean m(r) y and variance 1 - m(r)^2 (Rasmussen and Williams 2.25, 2.26), noise aside.
        var one = new ProcessKernel(1, 0, 1);
        double[] settings = [Math.Log(0.5), -40, 0, -40, -40, Math.Log(1e-9)];
        var process = GaussianProcess.Of(one, settings, [new SurrogatePoint([0.2], [])], [2]);
        var root = Math.Sqrt(5) * 0.3 / 0.5;
        var alike = (1 + root + (root * root / 3)) * Math.Exp(-root);
        var (mean, variance) = process.Predict(new SurrogatePoint([0.5], []));
        Assert.Equal(2 * alike, mean, 6);
        Assert.Equal(1 - (alike * alike), variance, 6);
        Assert.Equal(2, process.Mean(new SurrogatePoint([0.2], [])), 6);
    }

    [Fact]
    public void Predictions_change_as_their_gradients_say()
    {
        var (points, outcomes) = Seen(12);
        var process = GaussianProcess.Of(kernel, GaussianProcess.Fit(kernel, points, outcomes).Logarithms, points, outcomes);
        var at = new SurrogatePoint([0.31, 0.67], [1]);
        double[] byMean = new double[2], byVariance = new double[2];
        process.Predict(at, byMean, byVariance);
        for (var d = 0; d < 2; d++)
        {
            var (up, down) = (Moved(process, at, d, 1e-5), Moved(process, at, d, -1e-5));
            Assert.Equal((up.Mean - down.Mean) / 2e-5, byMean[d], 4);
            Assert.Equal((up.Variance - down.Variance) / 2e-5, byVariance[d], 4);
        }
    }

    [Fact]
    public void The_kernel_changes_as_its_settings_gradients_say()
    {
        var (a, b) = (new SurrogatePoint([0.1, 0.9], [0]), new SurrogatePoint([0.4, 0.3], [2]));
        double[] logarithms = [-0.5, 0.3, -0.2, 0.4, 0.1, 0.2, -0.6, -0.3, -5];
        var gradient = new double[kernel.Size];
        kernel.Learn([.. logarithms.Select(Math.Exp)], a, b, 1, gradient);
        for (var s = 0; s + 1 < kernel.Size; s++)
        {
            Assert.Equal((At(s, 1e-6) - At(s, -1e-6)) / 2e-6, gradient[s], 6);
        }

        double At(int setting, double shift) => kernel.Value([.. logarithms.Select((l, i) => Math.Exp(i == setting ? l + shift : l))], a, b);
    }

    [Fact]
    public void Gains_change_as_their_gradients_say()
    {
        var (points, outcomes) = Seen(10);
        var process = GaussianProcess.Of(kernel, kernel.Prior().Mean, points, outcomes);
        var other = GaussianProcess.Of(kernel, kernel.Prior().Mean, points, [.. outcomes.Reverse()]);
        foreach (var gain in new Acquisition[]
        {
            new ImprovementGain(process, -1, [(other, 0.2)]), new ImprovementGain(process, -8, []), new VolumeGain([process, other], [[-0.5, 0.3], [0.2, -0.4]], [1, 1], []),
        })
        {
            var gradient = new double[2];
            gain.Gain(new SurrogatePoint([0.31, 0.67], [1]), gradient);
            for (var d = 0; d < 2; d++)
            {
                double[] up = [0.31, 0.67], down = [0.31, 0.67];
                up[d] += 1e-5;
                down[d] -= 1e-5;
                Assert.Equal((gain.Gain(new SurrogatePoint(up, [1]), []) - gain.Gain(new SurrogatePoint(down, [1]), [])) / 2e-5, gradient[d], 3);
            }
        }
    }

    [Theory]
    [InlineData(0, -0.9189385332046727)]
    [InlineData(1, 0.080026218849)]
    [InlineData(-1.9999, -4.768515586331)]
    [InlineData(-2.0001, -4.769051469708)]
    [InlineData(-10, -55.553122036122)]
    [InlineData(-40, -808.298568356620)]
    public void The_logarithm_of_improvement_is_right_far_out(double z, double expected) =>
        Assert.Equal(expected, NormalTails.Improvement(z).LogH, 9); // references: Simpson quadrature of t phi(t - z) over t > 0 with 200,000 steps

    [Fact]
    public void A_bend_is_undone_by_going_back()
    {
        double[] losses = [3, 1, 10, 500, 2];
        foreach (var bend in new[] { double.PositiveInfinity, 1, 0.01 })
        {
            var scale = new OutcomeScale(losses, bend);
            Assert.All(losses, l => Assert.Equal(l, scale.Back(scale.Of(l)), 9));
            Assert.Equal(0, losses.Average(scale.Of), 9);
        }
    }

    [Fact]
    public void A_triangle_solves_its_system()
    {
        var factor = Triangle.Of([[4], [2, 5], [1, 2, 6]])!;
        double[] right = [7, 9, 9], white = new double[3], solved = new double[3];
        factor.Whiten(right, white);
        factor.Colour(white, solved);
        Assert.Equal([1, 1, 1], solved.Select(v => Math.Round(v, 9)));
        Assert.Equal(Math.Log(4 * ((5 * 6) - 4) - (2 * ((2 * 6) - 2)) + (1 * ((2 * 2) - 5))), factor.LogDeterminant, 9);
        Assert.Null(Triangle.Of([[1], [2, 1]]));
    }

    [Fact]
    public void Quasi_newton_steps_stop_at_the_box()
    {
        double[] at = [0.5, 0.5];
        QuasiNewton.Minimise(
            (x, g) =>
            {
                (g[0], g[1]) = (2 * (x[0] - 0.25), 20 * (x[1] - 3));
                return ((x[0] - 0.25) * (x[0] - 0.25)) + (10 * (x[1] - 3) * (x[1] - 3));
            },
            at, ([0, 0], [1, 1]), 50);
        Assert.Equal(0.25, at[0], 4);
        Assert.Equal(1, at[1], 9);
    }

    private static (double Mean, double Variance) Moved(GaussianProcess process, SurrogatePoint at, int dimension, double shift)
    {
        double[] moved = [.. at.Ordered];
        moved[dimension] += shift;
        return process.Predict(new SurrogatePoint(moved, at.Categories));
    }

    private static (SurrogatePoint[] Points, double[] Outcomes) Seen(int count)
    {
        var random = new SeededRandom(3);
        SurrogatePoint[] points = [.. Enumerable.Range(0, count).Select(_ => new SurrogatePoint([random.NextDouble(), random.NextDouble()], [random.Next(3)]))];
        return (points, [.. points.Select(p => Math.Sin(5 * p.Ordered[0]) + p.Ordered[1] - p.Categories[0])]);
    }
}
