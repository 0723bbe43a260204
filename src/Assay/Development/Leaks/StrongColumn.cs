using System.Globalization;
using Assay.Data;
using Assay.Development.Splits;

namespace Assay.Development.Leaks;

/// <summary>One column that carries most of what can be predicted: without it, a quick model loses more than a column usually brings.</summary>
/// <remarks>
/// The three columns that are strongest alone are tried. One is suspected when it closes at least half of what the model without it leaves
/// open (1 - AUC; three quarters of 1 - R2), and at least twice as much as any other: columns that share the work are honest. Parts of dates are known in advance and are not suspected. A strong column can
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
        var tried = context.Strengths.Take(Tried).ToArray();
        if (!tried.Any(s => IsSuspect(s, regression)) || context.Data.Features.Count < 2 || context.Rows.Length < 200)
        {
            yield break;
        }

        var folds = QuickScore.Folds(context);
        var all = QuickScore.Of(context.Data, folds, context);
        var without = Array.ConvertAll(tried, s => QuickScore.Without(context, folds, s.Column));
        var closed = Array.ConvertAll(without, w => (all - w) / (1 - w));
        for (var i = 0; i < tried.Length; i++)
        {
            var others = closed.Where((_, j) => j != i).DefaultIfEmpty(0).Max();
            if (IsSuspect(tried[i], regression) && closed[i] >= (regression ? 0.75 : 0.5) && closed[i] >= 2 * others)
            {
                var (column, name) = (tried[i].Column, regression ? "R2" : "ROC AUC");
                yield return Found(
                    [column],
                    LeakCertainty.Suspected,
                    $"A quick model reaches {name} {Figure(without[i])} without {column} and {Figure(all)} with it; alone it reaches {tried[i].Text}.",
                    $"Ask whether {column} is known when the prediction is needed; if not, --drop {column}.");
            }
        }
    }

    private static bool IsSuspect(ColumnStrength strength, bool regression) =>
        strength.Value >= (regression ? 0.5 : 0.35) && NameWords.CalendarRank(strength.Column) < 0 && !NameWords.SayMoment(strength.Column);

    private static string Figure(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
