using System.Globalization;
using Assay.Data;

namespace Assay.Development.Leaks;

/// <summary>The row's place in the file predicts the target although rows are split at random.</summary>
[Named("row-order")]
public sealed class RowOrder : LeakCheck
{
    /// <inheritdoc/>
    public override IEnumerable<LeakFinding> Run(LeakContext context)
    {
        if (context.Split.Kind != SplitKind.Stratified || context.Rows.Length < 50)
        {
            yield break;
        }

        var places = Array.ConvertAll(context.Rows, r => (double)r);
        var strength = ColumnStrength.Of("row number", OneColumn.Ordered(places), context.Data, context.Rows, context.Seed);
        if (strength.Value >= 0.3)
        {
            yield return Found(
                [],
                LeakCertainty.Suspected,
                $"The row's place in the file alone predicts {context.Data.TargetName} with {strength.Text}: the file is sorted, or grew in an order that matters.",
                "Never use a row number as a feature. If rows are in time order say --split time; if they are sorted by something else, nothing more is needed.");
        }
    }
}
