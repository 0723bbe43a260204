namespace Assay.Evaluation.Slices;

/// <summary>Numbers from a low limit, included, to a high one, not included; infinite where open.</summary>
internal sealed record SliceBin(double Low, double High, string LowText, string HighText)
{
    /// <summary>The condition that a column lies in the bin.</summary>
    public SlicePredicate In(string column)
    {
        var (open, end) = (double.IsNegativeInfinity(Low), double.IsPositiveInfinity(High));
        var value = open && end ? "present" : open ? $"< {HighText}" : end ? $">= {LowText}" : $"[{LowText}, {HighText})";
        var text = open && end ? $"{column} is present" : open || end ? $"{column} {value}" : $"{column} in {value}";
        return new SlicePredicate(column, value, text) { Bin = this };
    }

    /// <summary>Whether this bin lies within another.</summary>
    public bool Within(SliceBin other) => Low >= other.Low && High <= other.High;

    /// <summary>Both in one where they are neighbours; null otherwise.</summary>
    public SliceBin? With(SliceBin other) =>
        High == other.Low ? new SliceBin(Low, other.High, LowText, other.HighText)
        : Low == other.High ? new SliceBin(other.Low, High, other.LowText, HighText) : null;
}
