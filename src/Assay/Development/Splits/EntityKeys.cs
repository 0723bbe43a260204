using Assay.Data;

namespace Assay.Development.Splits;

/// <summary>Finds columns that name entities with several rows each.</summary>
/// <remarks>
/// A name or an identifier kind is needed, and also a trace in the data: the target is more alike within an entity than between
/// (intra-class correlation; Fisher 1925, ANOVA estimator for unequal groups, Donner 1986), or an attribute such as sex stays the same.
/// </remarks>
internal static class EntityKeys
{
    private const double Attributes = 0.8;
    private const double Labels = 0.05;

    /// <summary>The strongest key, or null.</summary>
    public static EntityKey? Find(Dataset data)
    {
        EntityKey? best = null;
        for (var i = 0; i < data.Columns.Count; i++)
        {
            var info = data.Schema[i];
            var named = NameWords.SayEntity(info.Name);
            var candidate = info.Role is not (ColumnRole.Target or ColumnRole.Weight or ColumnRole.Existing or ColumnRole.Time)
                && (info.Kind == ColumnKind.Identifier || ((named || NameWords.SayKey(info.Name)) && info.Kind is not (ColumnKind.Boolean or ColumnKind.Date or ColumnKind.Constant)))
                && IsWhole(data.Columns[i]);
            if (candidate && Measure(data, data.Columns[i]) is { } key && IsEntity(key, data.RowCount, named)
                && (best is null || Strength(key) > Strength(best)))
            {
                best = key;
            }
        }

        return best;
    }

    /// <summary>What repeats within the values of a column; null when hardly any value comes back.</summary>
    public static EntityKey? Measure(Dataset data, Column column)
    {
        var groups = RowKeys.Groups(column);
        var members = Enumerable.Range(0, groups.Length).Where(r => !column.IsMissing(r)).GroupBy(r => groups[r]).Select(g => g.ToArray()).ToArray();
        var repeated = members.Where(m => m.Length > 1).ToArray();
        var share = repeated.Sum(m => m.Length) / (double)data.RowCount;
        if (share < 0.1 || members.Length < 5)
        {
            return null;
        }

        var (attribute, agreement) = Agreement(data, column, repeated, members.Length);
        return new EntityKey(column.Name, members.Length, share, IntraClassCorrelation(data, repeated), attribute, agreement);
    }

    private static bool IsEntity(EntityKey key, int rows, bool named)
    {
        var reuse = rows / (double)key.Distinct;
        var trace = key.AttributeAgreement >= Attributes || key.LabelCorrelation >= Labels;
        return trace && (named ? reuse >= 1.05 : key.Distinct >= 50 && reuse is >= 1.05 and <= 100 && key.AttributeAgreement >= Attributes);
    }

    private static double Strength(EntityKey key) => key.RepeatedShare * Math.Max(key.AttributeAgreement, key.LabelCorrelation);

    private static bool IsWhole(Column column)
    {
        if (column is not NumberColumn numbers)
        {
            return true;
        }

        foreach (var value in numbers.Values)
        {
            if (!double.IsNaN(value) && value != Math.Floor(value))
            {
                return false;
            }
        }

        return true;
    }

    private static double IntraClassCorrelation(Dataset data, int[][] members)
    {
        var (sum, weight) = (0.0, 0.0);
        foreach (var series in RowSeries.OfTarget(data, [.. Enumerable.Range(0, data.RowCount)]))
        {
            var correlation = IntraClassCorrelation(series, members, out var variance);
            (sum, weight) = (sum + (correlation * variance), weight + variance);
        }

        return weight == 0 ? 0 : sum / weight;
    }

    private static double IntraClassCorrelation(double[] series, int[][] members, out double variance)
    {
        double rows = members.Sum(m => m.Length);
        var groups = members.Length;
        var mean = members.Sum(m => m.Sum(r => series[r])) / rows;
        var (between, within, squares) = (0.0, 0.0, 0.0);
        foreach (var group in members)
        {
            var own = group.Average(r => series[r]);
            between += group.Length * (own - mean) * (own - mean);
            within += group.Sum(r => (series[r] - own) * (series[r] - own));
            squares += (double)group.Length * group.Length;
        }

        variance = (between + within) / rows;
        if (rows <= groups || groups < 2 || variance == 0)
        {
            return 0;
        }

        var (meanBetween, meanWithin, size) = (between / (groups - 1), within / (rows - groups), (rows - (squares / rows)) / (groups - 1));
        return (meanBetween - meanWithin) / (meanBetween + ((size - 1) * meanWithin));
    }

    // Kappa of each column over neighbouring rows of the same entity; aliases of the key itself do not count.
    private static (string? Attribute, double Agreement) Agreement(Dataset data, Column key, int[][] repeated, int distinct)
    {
        (string? Attribute, double Agreement) best = (null, 0);
        for (var i = 0; i < data.Columns.Count; i++)
        {
            var info = data.Schema[i];
            if (data.Columns[i] == key || info.Role is ColumnRole.Target or ColumnRole.Weight || info.Kind is ColumnKind.Constant or ColumnKind.Text or ColumnKind.Identifier
                || info.Distinct * 2 > distinct || RowSeries.Of(data.Columns[i]) is not { } series)
            {
                continue;
            }

            var agreement = Kappa(series, repeated);
            best = agreement > best.Agreement ? (info.Name, agreement) : best;
        }

        return best;
    }

    private static double Kappa(double[] series, int[][] repeated)
    {
        var (same, pairs, rows) = (0.0, 0.0, 0.0);
        var counts = new Dictionary<double, int>();
        foreach (var group in repeated)
        {
            for (var i = 0; i < group.Length; i++)
            {
                counts[series[group[i]]] = counts.GetValueOrDefault(series[group[i]]) + 1;
                rows++;
                if (i > 0)
                {
                    same += series[group[i]].Equals(series[group[i - 1]]) ? 1 : 0;
                    pairs++;
                }
            }
        }

        var chance = counts.Values.Sum(c => c / rows * (c / rows));
        return chance > 0.95 ? 0 : ((same / pairs) - chance) / (1 - chance);
    }
}
