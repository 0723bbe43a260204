using Assay.Data;

namespace Assay.Evaluation.Perturbations;

/// <summary>A perturbation of dates, cell by cell, those of the time of the row among them.</summary>
internal abstract class DatePerturbation : ColumnPerturbation
{
    /// <summary>Seconds of a day.</summary>
    protected const double Day = 86400;

    /// <inheritdoc/>
    protected sealed override string Needs => "column of dates";

    /// <inheritdoc/>
    protected sealed override bool Touches(Column column) => column is NumberColumn { Kind: ColumnKind.Date };

    /// <inheritdoc/>
    protected sealed override Column Change(Column column, PerturbationInput input)
    {
        var dates = (NumberColumn)column;
        var random = input.Random(this, column.Name);
        var changed = new double[column.Count];
        for (var row = 0; row < changed.Length; row++)
        {
            var draw = CellDraw.Next(random, input.Dose);
            changed[row] = double.IsNaN(dates.Values[row]) ? double.NaN : Change(dates.Values[row], draw);
        }

        return new NumberColumn(column.Name, column.Kind, changed);
    }

    /// <summary>The changed date, both in seconds since 1970-01-01 UTC.</summary>
    protected abstract double Change(double seconds, CellDraw draw);

    /// <summary>The calendar's view of a date; null outside the years 1 to 9999.</summary>
    protected static DateTime? Calendar(double seconds) =>
        Math.Abs(seconds) < 2.5e11 && seconds > -6.2e10 ? DateTime.UnixEpoch.AddSeconds(seconds) : null;

    /// <summary>A calendar's date as seconds since 1970-01-01 UTC.</summary>
    protected static double Seconds(DateTime date) => (date - DateTime.UnixEpoch).TotalSeconds;
}
