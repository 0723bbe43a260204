using Assay.Statistics;

namespace Assay.Evaluation.Checks;

/// <summary>A number over another, such as accuracy over the dose of a perturbation.</summary>
/// <param name="Title">What the curve shows.</param>
/// <param name="Across">What runs across, with its unit.</param>
/// <param name="Up">What is measured.</param>
/// <param name="Series">One or more lines; each point has an interval (limits NaN where there are none).</param>
public sealed record CheckCurve(string Title, string Across, string Up, IReadOnlyList<CheckSeries> Series)
{
    /// <summary>Whether a diagonal shows where points ought to lie, as in a reliability curve.</summary>
    public bool Diagonal { get; init; }
}
