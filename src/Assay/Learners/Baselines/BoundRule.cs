using Assay.Data;

namespace Assay.Learners.Baselines;

/// <summary>A rule tied to a table.</summary>
internal sealed class BoundRule(IReadOnlyList<RuleBranch> branches, Dataset data, bool checkLevels)
{
    private readonly Func<int, bool>[] conditions = [.. branches.Select(b => b.Condition?.Bind(data, checkLevels) ?? (_ => true))];

    /// <summary>The first branch that holds for the row, or -1.</summary>
    public int BranchOf(int row) => Array.FindIndex(conditions, c => c(row));
}
