using Assay.Numerics;

namespace Assay.Evaluation.Slices;

/// <summary>The losses as whole numbers, so that sums do not depend on their order, and how sums over slices vary when losses are dealt anew.</summary>
/// <remarks>
/// When losses are dealt to the rows at random, the weighted sum over a slice has mean W m and variance S^2 (W2 - W^2 / n), where W and
/// W2 sum the slice's weights and their squares, m is the mean loss and S^2 its variance (n - 1). Source: Hajek, Annals of Mathematical
/// Statistics 32, 1961 (linear permutation statistics).
/// </remarks>
internal sealed class LossMoments
{
    // Sums of all rows stay below 2^30, so that any slice's fits 32 bits.
    private const double Room = 1 << 30;

    private readonly double[] losses;
    private readonly double[] weights;
    private readonly int[] whole;

    public LossMoments(SliceTable table)
    {
        (losses, weights) = (table.Losses, table.Weights);
        var largest = 0.0;
        foreach (var loss in losses)
        {
            largest += Math.Abs(loss);
        }

        largest *= weights.Length == 0 ? 1 : weights.Max();
        Scale = largest > 0 ? Math.Pow(2, Math.Floor(Math.Log2(Room / largest))) : 1;
        whole = weights.Length > 0 ? [] : Array.ConvertAll(losses, loss => (int)Math.Round(loss * Scale));
        Mean = Sums.Mean(losses);
        Deviation = losses.Length < 2 ? 0 : Math.Sqrt(Sums.Squares(losses, Mean) / (losses.Length - 1));
        Skewness = Deviation == 0 ? 0 : losses.Average(l => Math.Pow((l - Mean) / Deviation, 3));
    }

    /// <summary>Whole numbers a unit of loss; a power of two, so that whole losses stay exact.</summary>
    public double Scale { get; }

    public double Mean { get; }

    /// <summary>The standard deviation of the losses; 0 when all are the same.</summary>
    public double Deviation { get; }

    /// <summary>The skewness of the losses; 0 when all are the same.</summary>
    public double Skewness { get; }

    /// <summary>The whole number of a row when it gets the loss of another.</summary>
    public int Value(int row, int lossOf) =>
        weights.Length == 0 ? whole[lossOf] : (int)Math.Round(losses[lossOf] * Scale * weights[row]);

    /// <summary>The standard deviation of a slice's sum of losses, for losses with a standard deviation of 1.</summary>
    public double SpreadOf(double weight, double squares) => Math.Sqrt(Math.Max(0, squares - (weight * weight / losses.Length)));
}
