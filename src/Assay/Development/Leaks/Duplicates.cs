using System.Globalization;
using Assay.Development.Splits;

namespace Assay.Development.Leaks;

/// <summary>Exact copies of rows, on both sides of the test cut or of a fold, and equal rows with different answers.</summary>
/// <remarks>Told when at least 0.5 % of rows are copies, or 0.5 % of the test rows have a copy among the development rows.</remarks>
[Named("duplicates")]
public sealed class Duplicates : LeakCheck
{
    private const double Least = 0.005;

    /// <inheritdoc/>
    public override IEnumerable<LeakFinding> Run(LeakContext context)
    {
        var data = context.Data;
        if (data.Features.Count == 0)
        {
            yield break;
        }

        int[] used = [.. context.Split.Development, .. context.Split.Test];
        var same = RowKeys.Same(data, data.Features, withTarget: true);
        var copies = used.Length - used.Select(r => same[r]).Distinct().Count();
        var known = context.Split.Development.Select(r => same[r]).ToHashSet();
        var met = context.Split.Test.Count(r => known.Contains(same[r]));
        if (copies < Least * used.Length && met < Least * context.Split.Test.Length)
        {
            yield break;
        }

        var across = AcrossFolds(context, same);
        yield return Found(
            [],
            LeakCertainty.Suspected,
            $"{copies:N0} of {used.Length:N0} rows are exact copies of another; {met:N0} of {context.Split.Test.Length:N0} test rows and {across:N0} validation rows have a copy among the rows learnt from"
            + $"{Conflicts(context)}.",
            met + across == 0
                ? "Nothing more is needed for the scores: copies are kept in one part. Ask why rows repeat."
                : "Ask why rows repeat; leave the copies out, or keep them in one part (the split made without a fold file does).");
    }

    private static int AcrossFolds(LeakContext context, int[] same) => context.Split.Once().Folds.Sum(fold =>
    {
        var train = fold.Train.Select(r => same[r]).ToHashSet();
        return fold.Validation.Count(r => train.Contains(same[r]));
    });

    // Labels are those of development rows only.
    private static string Conflicts(LeakContext context)
    {
        var target = context.Data.Target;
        var alike = RowKeys.Same(context.Data, context.Data.Features, withTarget: false);
        var conflicts = context.Split.Development.GroupBy(r => alike[r])
            .Where(g => g.Select(r => target.Span[r]).Distinct().Skip(1).Any()).Sum(g => g.Count());
        return conflicts == 0 ? "" : $"; {conflicts.ToString("N0", CultureInfo.InvariantCulture)} development rows have an equal row with another {context.Data.TargetName}";
    }
}
