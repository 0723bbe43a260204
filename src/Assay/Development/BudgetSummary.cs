namespace Assay.Development;

/// <summary>What was spent.</summary>
/// <param name="GivenSeconds">The budget.</param>
/// <param name="UsedSeconds">Wall time used.</param>
/// <param name="CpuSeconds">CPU time used.</param>
/// <param name="PeakMemoryBytes">Largest resident size of the process.</param>
public sealed record BudgetSummary(double GivenSeconds, double UsedSeconds, double CpuSeconds, long PeakMemoryBytes)
{
    /// <summary>Candidates planned but not tried or not finished, with the reason.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>What cannot be cut short and took a large part of the budget, with its time.</summary>
    public IReadOnlyList<string> Uncut { get; init; } = [];

    /// <summary>Whether the clock, rather than the plan, ended the search: then a second run may differ.</summary>
    public bool CutByClock { get; init; }
}
