using Assay.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Assay.Tuning.Samplers;

/// <summary>Mean, step size, covariance and evolution paths of CMA-ES in the unit cube; equations as numbered in Hansen's tutorial of 2016.</summary>
internal sealed class CovarianceState
{
    private readonly int size;
    private readonly double[] recombination;
    private readonly double effective;
    private Vector<double> mean;
    private Matrix<double> covariance;
    private Matrix<double> axes;
    private Vector<double> lengths;
    private Vector<double> stepPath;
    private Vector<double> shapePath;
    private double step = 0.25;
    private int generation;

    /// <summary>Begins around a point.</summary>
    internal CovarianceState(double[] start)
    {
        size = start.Length;
        mean = Vector<double>.Build.DenseOfArray(start);
        covariance = axes = Matrix<double>.Build.DenseIdentity(size);
        lengths = Vector<double>.Build.Dense(size, 1);
        stepPath = shapePath = Vector<double>.Build.Dense(size);
        var parents = GenerationOf(size) / 2;
        double[] weights = [.. Enumerable.Range(1, parents).Select(i => Math.Log(parents + 0.5) - Math.Log(i))]; // (49)
        recombination = [.. weights.Select(w => w / weights.Sum())];
        effective = 1 / recombination.Sum(w => w * w);
    }

    /// <summary>How many draws make a generation (48).</summary>
    internal static int GenerationOf(int parameters) => 4 + (int)(3 * Math.Log(parameters));

    /// <summary>A draw, folded back into the cube.</summary>
    /// <param name="random">The stream.</param>
    /// <param name="margins">The least deviation a coordinate may have.</param>
    internal double[] Draw(SeededRandom random, double[] margins)
    {
        var normal = Vector<double>.Build.Dense(size, _ => random.NextNormal());
        var shift = step * (axes * normal.PointwiseMultiply(lengths)); // (39), (40)
        var drawn = new double[size];
        for (var i = 0; i < size; i++)
        {
            var deviation = step * Math.Sqrt(covariance[i, i]);
            var wider = deviation < margins[i] ? margins[i] / deviation : 1;
            drawn[i] = Folded(mean[i] + (wider * shift[i]));
        }

        return drawn;
    }

    /// <summary>Learns from a generation, best first.</summary>
    internal void Learn(double[][] ranked)
    {
        generation++;
        var steps = ranked.Take(recombination.Length).Select(r => (Vector<double>.Build.DenseOfArray(r) - mean) / step).ToArray();
        var move = Vector<double>.Build.Dense(size);
        for (var i = 0; i < steps.Length; i++)
        {
            move += recombination[i] * steps[i]; // (41)
        }

        mean += step * move; // (42)
        var (c, damping) = ((effective + 2) / (size + effective + 5), 1 + (2 * Math.Max(0, Math.Sqrt((effective - 1) / (size + 1)) - 1)));
        var whitened = axes * (axes.TransposeThisAndMultiply(move)).PointwiseDivide(lengths);
        stepPath = ((1 - c) * stepPath) + (Math.Sqrt(c * (2 - c) * effective) * whitened); // (43)
        var expected = Math.Sqrt(size) * (1 - (1 / (4.0 * size)) + (1 / (21.0 * size * size)));
        var stalls = stepPath.L2Norm() / Math.Sqrt(1 - Math.Pow(1 - c, 2 * generation)) < (1.4 + (2 / (size + 1.0))) * expected;
        step = Math.Clamp(step * Math.Exp(c / (damping + c) * ((stepPath.L2Norm() / expected) - 1)), 1e-8, 0.5); // (44)
        Shape(steps, move, stalls);
    }

    private void Shape(Vector<double>[] steps, Vector<double> move, bool moves)
    {
        var c = (4 + (effective / size)) / (size + 4 + (2 * effective / size));
        var one = 2 / (((size + 1.3) * (size + 1.3)) + effective);
        var many = Math.Min(1 - one, 2 * (effective - 2 + (1 / effective)) / (((size + 2) * (size + 2)) + effective));
        shapePath = ((1 - c) * shapePath) + (moves ? Math.Sqrt(c * (2 - c) * effective) * move : 0 * move); // (45)
        var lost = moves ? 0 : c * (2 - c);
        covariance = ((1 - one - many + (one * lost)) * covariance) + (one * shapePath.OuterProduct(shapePath)); // (47)
        for (var i = 0; i < steps.Length; i++)
        {
            covariance += many * recombination[i] * steps[i].OuterProduct(steps[i]);
        }

        covariance = (covariance + covariance.Transpose()) / 2;
        var eigen = covariance.Evd(Symmetricity.Symmetric);
        axes = eigen.EigenVectors;
        lengths = eigen.EigenValues.Map(v => Math.Sqrt(Math.Max(v.Real, 1e-14)));
    }

    // Reflected at the walls, so that a bottom at a wall can be reached.
    private static double Folded(double unit)
    {
        var turned = Math.Abs(unit) % 2;
        return turned > 1 ? 2 - turned : turned;
    }
}
