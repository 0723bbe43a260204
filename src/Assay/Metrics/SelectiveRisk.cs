using Assay.Numerics;

namespace Assay.Metrics;

/// <summary>Error against how many rows are answered, the most confident first.</summary>
/// <param name="Risk">Mean loss of the k most confident rows, k = 1 ... n.</param>
/// <remarks>Source: Geifman and El-Yaniv, NeurIPS 2017; excess: Geifman, Uziel and El-Yaniv, ICLR 2019.</remarks>
public sealed record SelectiveRisk(IReadOnlyList<double> Risk)
{
    private double Oracle { get; init; }

    /// <summary>The curve.</summary>
    /// <param name="confidence">Length n, finite.</param>
    /// <param name="loss">Loss of each row, length n.</param>
    public static SelectiveRisk Of(double[] confidence, double[] loss)
    {
        if (confidence.Length != loss.Length)
        {
            throw new ArgumentException($"There are {confidence.Length} confidences but {loss.Length} losses.");
        }

        Door.CheckRows(loss.Length);
        Door.Finite(confidence, "confidence");
        Door.Finite(loss, "loss");
        var order = RadixSort.Order(Array.ConvertAll(confidence, c => -c));
        return new(Running([.. order.Select(row => loss[row])])) { Oracle = Running([.. loss.Order()]).Average() };
    }

    /// <summary>Mean of the curve.</summary>
    public double Area => Risk.Average();

    /// <summary>The area less that of the best possible order.</summary>
    public double ExcessArea => Area - Oracle;

    /// <summary>Risk when this share of rows is answered (rounded up to whole rows).</summary>
    public double At(double coverage) => Risk[Math.Clamp((int)Math.Ceiling((Risk.Count * coverage) - 1e-9), 1, Risk.Count) - 1];

    private static double[] Running(double[] losses)
    {
        var sum = 0.0;
        return [.. losses.Select((loss, i) => (sum += loss) / (i + 1))];
    }
}
