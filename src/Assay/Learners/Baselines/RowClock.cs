using Assay.Data;

namespace Assay.Learners.Baselines;

/// <summary>When a row was known: by the time column, or by its place in the table.</summary>
internal sealed class RowClock
{
    private readonly NumberColumn? column;

    private RowClock(NumberColumn? column) => this.column = column;

    /// <summary>Whether times are seconds since 1970.</summary>
    public bool IsDate => column?.Kind == ColumnKind.Date;

    /// <summary>The clock of a table: the column named, or the one with the role time, or the order of the rows.</summary>
    public static RowClock Of(Dataset data, string named) => new((named.Length > 0 ? data.Named(named) : data.With(ColumnRole.Time)) as NumberColumn);

    /// <summary>The time of a row; NaN when it is missing.</summary>
    public double this[int row] => column is null ? row : column.Values[row];
}
