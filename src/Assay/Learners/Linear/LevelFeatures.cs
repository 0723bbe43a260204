using System.Text.Json.Serialization;
using Assay.Data;

namespace Assay.Learners.Linear;

/// <summary>One feature a frequent level, one for rare and unknown levels together, one for missing cells.</summary>
internal sealed record LevelFeatures : FeaturePart
{
    private const int MostLevels = 1000;

    /// <summary>The frequent levels.</summary>
    public required string[] Levels { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override int Width => Levels.Length + 2;

    /// <summary>Keeps the levels with at least this many of the rows.</summary>
    public static LevelFeatures Learn(CategoryColumn column, ReadOnlySpan<int> rows, int fewestRows)
    {
        var counts = new int[column.Levels.Count];
        foreach (var row in rows)
        {
            if (column.Codes[row] >= 0)
            {
                counts[column.Codes[row]]++;
            }
        }

        var kept = Enumerable.Range(0, counts.Length).Where(c => counts[c] >= fewestRows)
            .OrderByDescending(c => counts[c]).ThenBy(c => c).Take(MostLevels).Order();
        return new LevelFeatures { Column = column.Name, Levels = [.. kept.Select(c => column.Levels[c])] };
    }

    /// <inheritdoc/>
    public override Action<int, SparseRows, int> Bind(Dataset data)
    {
        var column = Shapes.Find<CategoryColumn>(data, Column);
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < Levels.Length; i++)
        {
            known[Levels[i]] = i;
        }

        var places = column.Levels.Select(l => known.GetValueOrDefault(l, Levels.Length)).ToArray();
        return (row, into, first) =>
        {
            var code = column.Codes[row];
            into.Add(first + (code < 0 ? Levels.Length + 1 : places[code]), 1);
        };
    }
}
