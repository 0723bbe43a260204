using System.Globalization;

namespace Assay.Data;

/// <summary>Numbers, ordered codes and dates; NaN is a missing cell.</summary>
public sealed class NumberColumn(string name, ColumnKind kind, double[] values) : Column(name, kind)
{
    /// <summary>One value a row; NaN is missing. Dates are seconds since 1970-01-01 UTC.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <inheritdoc/>
    public override int Count => values.Length;

    /// <inheritdoc/>
    public override bool IsMissing(int row) => double.IsNaN(values[row]);

    /// <inheritdoc/>
    public override string? Show(int row)
    {
        var value = values[row];
        if (double.IsNaN(value))
        {
            return null;
        }

        return Kind == ColumnKind.Date
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)(value * 1000)).UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
            : value.ToString("R", CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public override Column As(ColumnKind kind) => new NumberColumn(Name, kind, values);

    /// <inheritdoc/>
    public override Column Picking(ReadOnlySpan<int> at, ReadOnlySpan<int> from) => new NumberColumn(Name, Kind, Pick(values, at, from));

    /// <inheritdoc/>
    internal override Column Taking(ReadOnlySpan<int> rows) => new NumberColumn(Name, Kind, Take(values, rows, double.NaN));
}
