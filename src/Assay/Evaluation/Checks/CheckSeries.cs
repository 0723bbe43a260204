namespace Assay.Evaluation.Checks;

/// <summary>One line of a curve.</summary>
/// <param name="Name">What the line is; empty for the only one.</param>
/// <param name="Points">In order across.</param>
public sealed record CheckSeries(string Name, IReadOnlyList<CurvePlace> Points)
{
    /// <summary>Where a perfect model would lie with chance alone: lower and upper limits across; empty when there are none.</summary>
    public IReadOnlyList<CurveBand> Band { get; init; } = [];
}
