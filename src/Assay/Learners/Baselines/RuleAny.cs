using Assay.Data;

namespace Assay.Learners.Baselines;

/// <summary>At least one part holds.</summary>
internal sealed record RuleAny(IReadOnlyList<RuleCondition> Parts) : RuleCondition
{
    /// <inheritdoc/>
    public override Func<int, bool> Bind(Dataset data, bool checkLevels)
    {
        var parts = Parts.Select(p => p.Bind(data, checkLevels)).ToArray();
        return row => Array.Exists(parts, p => p(row));
    }
}
