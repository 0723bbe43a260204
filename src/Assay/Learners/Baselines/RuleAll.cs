using Assay.Data;

namespace Assay.Learners.Baselines;

/// <summary>Every part holds.</summary>
internal sealed record RuleAll(IReadOnlyList<RuleCondition> Parts) : RuleCondition
{
    /// <inheritdoc/>
    public override Func<int, bool> Bind(Dataset data, bool checkLevels)
    {
        var parts = Parts.Select(p => p.Bind(data, checkLevels)).ToArray();
        return row => Array.TrueForAll(parts, p => p(row));
    }
}
