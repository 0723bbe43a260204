using Assay.Data;
using Assay.Development.Splits;

namespace Assay.Development.Leaks;

/// <summary>Columns that name or number the rows and yet are used as features. A date is none, however regular; a number that the split takes for the time is only suspected.</summary>
[Named("identifier")]
public sealed class Identifier : LeakCheck
{
    /// <inheritdoc/>
    public override IEnumerable<LeakFinding> Run(LeakContext context)
    {
        var data = context.Data;
        for (var i = 0; i < data.Columns.Count; i++)
        {
            var info = data.Schema[i];
            if (info.Role != ColumnRole.Feature || info.Kind == ColumnKind.Date || Kind(data.Columns[i], info) is not { } kind)
            {
                continue;
            }

            // Time goes on after the last row, but the split has made sure that no model is credited with knowing what comes.
            var clock = context.Split.Kind == SplitKind.Time && context.Split.By == info.Name;
            var strength = context.Strengths.FirstOrDefault(s => s.Column == info.Name);
            yield return Found(
                [info.Name],
                kind.Unique && !clock ? LeakCertainty.Certain : LeakCertainty.Suspected,
                $"{info.Name} {kind.Sentence}" + (strength is { Value: > 0.1 } ? $", and predicts {data.TargetName} alone with {strength.Text}." : "."),
                clock
                    ? $"Say --time {info.Name}, so that it only orders the rows: new rows bring values the model has never seen."
                    : $"Leave {info.Name} out (--id {info.Name}): new rows bring values the model has never seen.");
        }
    }

    private static (string Sentence, bool Unique)? Kind(Column column, ColumnInfo info)
    {
        if (column.Count < 20)
        {
            return null;
        }

        if (column is NumberColumn numbers && IsCounter(numbers.Values))
        {
            return ("counts the rows one by one", true);
        }

        var unique = info.Missing == 0 && info.Distinct == column.Count;
        var named = info.Kind == ColumnKind.Identifier || NameWords.SayKey(info.Name);
        return named && unique && info.Kind != ColumnKind.Text && IsWhole(column) ? ("has another value in every row and names it", true)
            : info.Kind == ColumnKind.Identifier ? ($"names an entity or row: {info.Distinct:N0} values in {column.Count:N0} rows", false)
            : null;
    }

    private static bool IsWhole(Column column) =>
        column is not NumberColumn numbers || !numbers.Values.ContainsAnyExceptWhole();

    private static bool IsCounter(ReadOnlySpan<double> values)
    {
        var step = values[1] - values[0];
        if (step == 0 || step != Math.Floor(step))
        {
            return false;
        }

        for (var i = 1; i < values.Length; i++)
        {
            if (values[i] - values[i - 1] != step)
            {
                return false;
            }
        }

        return true;
    }
}
