using Assay.Data;

namespace Assay.Learners.Baselines;

/// <summary>A condition of a user's rule: something that holds for a row or does not.</summary>
internal abstract record RuleCondition
{
    /// <summary>The condition for the rows of a table.</summary>
    /// <param name="data">The table.</param>
    /// <param name="checkLevels">Refuse values that no row of the table can have: a misspelt level.</param>
    public abstract Func<int, bool> Bind(Dataset data, bool checkLevels);
}
