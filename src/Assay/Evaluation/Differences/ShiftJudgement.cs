using Assay.Statistics;

namespace Assay.Evaluation.Differences;

/// <summary>Corrects the tests of all columns together and flags what is both significant and worth telling.</summary>
internal static class ShiftJudgement
{
    private const double SmallMissing = 0.01;

    /// <summary>The shifts, flagged ones first.</summary>
    public static ColumnShift[] Of(ColumnShifts.Tested[] tested, (long Before, long After) rows, DataDiffOptions options)
    {
        var adjusted = AdjustedP.Holm([.. tested.Select(t => Sound(t.P)), .. tested.Select(t => Sound(t.MissingP))]);
        return [.. tested.Select((t, i) => Judged(t.Shift, (adjusted[i], adjusted[tested.Length + i]), rows, options)).OrderBy(s => s.Flagged ? 0 : 1)];
    }

    private static double Sound(double p) => double.IsNaN(p) ? 1 : Math.Clamp(p, 0, 1);

    private static ColumnShift Judged(ColumnShift shift, (double Cells, double Missing) p, (long Before, long After) rows, DataDiffOptions options)
    {
        var missing = Math.Abs(((double)shift.Before.Missing / Math.Max(1, rows.Before)) - ((double)shift.After.Missing / Math.Max(1, rows.After)));
        return shift with
        {
            AdjustedP = shift.Distance is null ? null : p.Cells,
            MissingAdjustedP = shift.Before.Missing + shift.After.Missing == 0 ? null : p.Missing,
            Flagged = (shift.Distance >= options.Material && p.Cells <= options.Level) || (missing >= SmallMissing && p.Missing <= options.Level),
        };
    }
}
