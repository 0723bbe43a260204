using System.Numerics;

namespace Assay.Evaluation.Slices;

/// <summary>What the scatter of a weighted mean follows from: sums over rows of weights, losses and their squares.</summary>
internal readonly record struct SliceSpread(int Rows, double Weight, double Loss, double WeightSquares, double LossTimes, double LossSquares)
    : IAdditionOperators<SliceSpread, SliceSpread, SliceSpread>, ISubtractionOperators<SliceSpread, SliceSpread, SliceSpread>
{
    /// <summary>The weighted mean loss.</summary>
    public double Mean => Loss / Weight;

    /// <summary>The variance of that mean, n / (n - 1) sum w^2 (l - m)^2 / W^2.</summary>
    public double Variance => (LossSquares - (2 * Mean * LossTimes) + (Mean * Mean * WeightSquares)) / (Weight * Weight) * Rows / (Rows - 1.0);

    /// <summary>One row; losses about their mean keep their digits.</summary>
    public static SliceSpread OfRow(double weight, double loss) => new(1, weight, weight * loss, weight * weight, weight * weight * loss, weight * weight * loss * loss);

    /// <inheritdoc/>
    public static SliceSpread operator +(SliceSpread left, SliceSpread right) => new(
        left.Rows + right.Rows,
        left.Weight + right.Weight,
        left.Loss + right.Loss,
        left.WeightSquares + right.WeightSquares,
        left.LossTimes + right.LossTimes,
        left.LossSquares + right.LossSquares);

    /// <inheritdoc/>
    public static SliceSpread operator -(SliceSpread left, SliceSpread right) => new(
        left.Rows - right.Rows,
        left.Weight - right.Weight,
        left.Loss - right.Loss,
        left.WeightSquares - right.WeightSquares,
        left.LossTimes - right.LossTimes,
        left.LossSquares - right.LossSquares);
}
