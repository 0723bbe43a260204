using Assay.Data;

namespace Assay.Learners.Baselines;

/// <summary>The part does not hold.</summary>
internal sealed record RuleNot(RuleCondition Part) : RuleCondition
{
    /// <inheritdoc/>
    public override Func<int, bool> Bind(Dataset data, bool checkLevels)
    {
        var part = Part.Bind(data, checkLevels);
        return row => !part(row);
    }
}
