using Assay.Statistics;

namespace Assay.Evaluation.Checks;

/// <summary>One place of a curve.</summary>
/// <param name="Across">Where, in the unit of the axis.</param>
/// <param name="Up">The value there, with its interval.</param>
public sealed record CurvePlace(double Across, Interval Up)
{
    /// <summary>The same from a pair.</summary>
    public static implicit operator CurvePlace((double Across, Interval Up) pair) => new(pair.Across, pair.Up);
}
