using System.Globalization;
using Assay.Data;
using Assay.Development.Splits;

namespace Assay.Development.Leaks;

/// <summary>Entities with rows on both sides of a random split, so that the model is tested on entities it has met.</summary>
[Named("group-overlap")]
public sealed class GroupOverlap : LeakCheck
{
    /// <inheritdoc/>
    public override IEnumerable<LeakFinding> Run(LeakContext context)
    {
        if (context.Split.Kind != SplitKind.Stratified)
        {
            yield break;
        }

        var declared = context.Data.With(ColumnRole.Group);
        var key = declared is not null ? EntityKeys.Measure(context.Data, declared) : EntityKeys.Find(context.Data);
        if (key is null)
        {
            yield break;
        }

        var groups = RowKeys.Groups(context.Data.Columns.First(c => c.Name == key.Column));
        var known = context.Split.Development.Select(r => groups[r]).ToHashSet();
        var met = context.Split.Test.Count(r => known.Contains(groups[r]));
        yield return Found(
            [key.Column],
            LeakCertainty.Suspected,
            $"{met:N0} of {context.Split.Test.Length:N0} test rows ({(met / (double)context.Split.Test.Length).ToString("P0", CultureInfo.InvariantCulture)}) belong to a {key.Column} that also has development rows.",
            $"Split by entity: --split group:{key.Column}.") with
        { Columns = [] };
    }
}
