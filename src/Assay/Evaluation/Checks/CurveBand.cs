namespace Assay.Evaluation.Checks;

/// <summary>Limits at one place of a curve.</summary>
/// <param name="Across">Where, in the unit of the axis.</param>
/// <param name="Low">The lower limit.</param>
/// <param name="High">The upper limit.</param>
public sealed record CurveBand(double Across, double Low, double High)
{
    /// <summary>The same from three numbers.</summary>
    public static implicit operator CurveBand((double Across, double Low, double High) limits) => new(limits.Across, limits.Low, limits.High);
}
