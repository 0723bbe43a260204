using System.Globalization;
using Assay.Data;

namespace Assay.Development.Leaks;

/// <summary>A column whose gaps alone predict the target, as when a field is filled in only after the outcome.</summary>
/// <remarks>Suspected from 2 AUC - 1 of 0.5 or R2 of 0.25 on, certain from 0.98; at least 20 rows must have and 20 lack a value.</remarks>
[Named("missingness")]
public sealed class Missingness : LeakCheck
{
    private const int FewestRows = 20;

    /// <inheritdoc/>
    public override IEnumerable<LeakFinding> Run(LeakContext context)
    {
        foreach (var column in context.Data.Features)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var gaps = Array.ConvertAll(context.Rows, r => column.IsMissing(r) ? 1 : 0);
            var missing = gaps.Sum();
            if (missing < FewestRows || gaps.Length - missing < FewestRows)
            {
                continue;
            }

            var strength = ColumnStrength.Of(column.Name, OneColumn.Named(gaps), context.Data, context.Rows, context.Seed);
            if (strength.Value >= (strength.Task == LearningTask.Regression ? 0.25 : 0.5))
            {
                yield return Found(
                    [column.Name],
                    strength.Value >= 0.98 ? LeakCertainty.Certain : LeakCertainty.Suspected,
                    $"Whether {column.Name} has a value ({(missing / (double)gaps.Length).ToString("P0", CultureInfo.InvariantCulture)} of rows lack one) predicts {context.Data.TargetName} with {strength.Text}, whatever the value is.",
                    $"Find out when {column.Name} is filled in; leave it out if that is after the outcome.");
            }
        }
    }
}
