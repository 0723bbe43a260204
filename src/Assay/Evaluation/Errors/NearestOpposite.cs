using Assay.Data;
using Assay.Learners.Linear;
using Assay.Learners.Simple;

namespace Assay.Evaluation.Errors;

/// <summary>For a wrong row, the most similar row whose label is the one that was predicted: what tells them apart is what the model misses.</summary>
/// <remarks>Numbers standardised, levels 0 or 1, Euclidean distance, as nearest neighbours measure it; free text is not looked at.</remarks>
internal static class NearestOpposite
{
    private const int MostRows = 20_000;

    /// <summary>The nearest row with the wanted label of each asked row; -1 where there is none.</summary>
    /// <param name="data">The table.</param>
    /// <param name="asked">Row indices with the label their neighbour shall have.</param>
    /// <param name="cancellation">Ends the encoding.</param>
    public static int[] Of(Dataset data, IReadOnlyList<(int Row, int Wanted)> asked, CancellationToken cancellation)
    {
        var features = data.Without([.. data.Features.OfType<TextColumn>().Select(c => c.Name)], "free text");
        if (features.Features.Count == 0 || asked.Count == 0)
        {
            return [.. asked.Select(_ => -1)];
        }

        // Every row of a small table, every so manieth of a large one; the asked rows always.
        var step = Math.Max(1, data.RowCount / MostRows);
        int[] rows = [.. Enumerable.Range(0, data.RowCount).Where(r => r % step == 0).Union(asked.Select(a => a.Row))];
        var place = rows.Select((r, i) => (r, i)).ToDictionary(p => p.r, p => p.i);
        var encoding = LinearEncoding.Learn(features, rows, new LinearRecipe { FewestRows = Math.Max(5, rows.Length / 100) });
        var points = NeighbourPoints.Encode(encoding, new Sample(features, rows), cancellation);
        var truth = data.Target.ToArray();
        return
        [
            .. asked.Select(a =>
            {
                var own = points.Values.AsSpan(place[a.Row] * points.Stride, points.Stride).ToArray();
                return Enumerable.Range(0, rows.Length).Where(i => rows[i] != a.Row && truth[rows[i]] == a.Wanted)
                    .Select(i => (Distance: points.Distance(i, own), Row: rows[i])).DefaultIfEmpty((0, -1)).Min().Row;
            }),
        ];
    }
}
