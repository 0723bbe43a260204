using System.Globalization;
using Assay.Data;
using Assay.Development.Splits;

namespace Assay.Development.Leaks;

/// <summary>One column that carries most of what can be predicted: without it, a quick model loses more than a column usually brings.</summary>
/// <remarks>
/// Up to three columns are tried, the strongest alone. A column is suspected when it takes away at least half of what the model without it
/// leaves open (1 - AUC, or 1 - R2), and is strong alone. Parts of dates are known in advance and are not suspected. A strong column can
/// be honest, so this check alone is never certain.
/// </remarks>
[Named("strong-column")]
public sealed class StrongColumn : LeakCheck
{
    private const int Tried = 3;

    /// <inheritdoc/>
    public override int Stage => 1;

    /// <inheritdoc/>
    public override IEnumerable<LeakFinding> Run(LeakContext context)
    {
        var regression = context.Data.Task == LearningTask.Regression;
        var suspects = context.Strengths.Where(s => s.Value >= (regression ? 0.5 : 0.35) && NameWords.CalendarRank(s.Column) < 0 && !NameWords.SayMoment(s.Column)).Take(Tried).ToArray();
        if (suspects.Length == 0 || context.Data.Features.Count < 2 || context.Rows.Length < 200)
        {
            yield break;
        }

        var folds = QuickScore.Folds(context);
        var all = QuickScore.Of(context.Data, folds, context);
        foreach (var suspect in suspects)
        {
            var without = QuickScore.Without(context, folds, suspect.Column);
            var closed = (all - without) / (1 - without);
            if (closed >= (regression ? 0.75 : 0.5))
            {
                var name = regression ? "R2" : "ROC AUC";
                yield return Found(
                    [suspect.Column],
                    LeakCertainty.Suspected,
                    $"A quick model reaches {name} {Figure(without)} without {suspect.Column} and {Figure(all)} with it; alone it reaches {suspect.Text}.",
                    $"Ask whether {suspect.Column} is known when the prediction is needed; if not, --drop {suspect.Column}.");
            }
        }
    }

    private static string Figure(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
