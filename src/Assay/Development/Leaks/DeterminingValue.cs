using System.Globalization;
using Assay.Data;

namespace Assay.Development.Leaks;

/// <summary>One value of a column that, whenever it stands there, comes with one class, as a flag that is set only after the outcome.</summary>
/// <remarks>
/// For two classes, the rarer one at most 30 % of rows: at least 20 rows hold the value, 99 of 100 of them of that class, and they are at
/// least a twentieth of it. Of numbers with more than fifty values, zero and not zero are looked at. Rules of nature can look the same, so it is suspected, never certain.
/// </remarks>
[Named("determining-value")]
public sealed class DeterminingValue : LeakCheck
{
    private const int FewestRows = 20;
    private const int MostValues = 50;

    /// <inheritdoc/>
    public override IEnumerable<LeakFinding> Run(LeakContext context)
    {
        var data = context.Data;
        if (data.Task != LearningTask.Binary)
        {
            yield break;
        }

        var rows = context.Rows;
        var positives = rows.Count(r => data.Target.Span[r] == 1);
        var rare = positives * 2 <= rows.Length ? 1 : 0;
        var ofRare = rare == 1 ? positives : rows.Length - positives;
        if (ofRare == 0 || ofRare > 0.3 * rows.Length)
        {
            yield break;
        }

        var distinct = data.Schema.ToDictionary(c => c.Name, c => c.Distinct, StringComparer.Ordinal);
        foreach (var column in data.Features.Where(c => c is NumberColumn || distinct[c.Name] is > 1 and <= MostValues))
        {
            var few = distinct[column.Name] <= MostValues;
            foreach (var value in rows.Where(r => !column.IsMissing(r)).GroupBy(r => few ? column.Show(r)! : ((NumberColumn)column).Values[r] == 0 ? "0" : "other than 0", StringComparer.Ordinal))
            {
                var (count, hits) = (value.Count(), value.Count(r => data.Target.Span[r] == rare));
                if (count >= FewestRows && hits >= 0.99 * count && hits >= 0.05 * ofRare)
                {
                    yield return Found(
                        [column.Name],
                        LeakCertainty.Suspected,
                        $"{hits:N0} of the {count:N0} rows with {column.Name} = {value.Key} are {data.Classes[rare]} ({(hits / (double)ofRare).ToString("P0", CultureInfo.InvariantCulture)} of all such rows), against {(ofRare / (double)rows.Length).ToString("P0", CultureInfo.InvariantCulture)} overall.",
                        $"Ask whether {column.Name} is set after the outcome; if so, --drop {column.Name}.");
                }
            }
        }
    }
}
