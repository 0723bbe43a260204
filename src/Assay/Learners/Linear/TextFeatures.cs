using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using Assay.Data;

namespace Assay.Learners.Linear;

/// <summary>Weighted counts of the pieces of a text: words and pairs of words, and runs of 3 to 5 letters.</summary>
/// <remarks>
/// A piece that occurs c times in a text and in d of n training texts gets (1 + log c) x (1 + log((1 + n) / (1 + d))); words and runs of
/// letters are each scaled to length 1. Source: Manning, Raghavan and Schütze, Introduction to Information Retrieval, section 6.4;
/// smoothing as in scikit-learn's TfidfTransformer.
/// </remarks>
internal sealed record TextFeatures : FeaturePart
{
    private const int MostPieces = 60_000;

    /// <summary>Pieces by kind: words, then runs of letters. Each in ordinal order.</summary>
    public required string[][] Pieces { get; init; }

    /// <summary>In how many training texts each piece occurs.</summary>
    public required int[][] Texts { get; init; }

    /// <summary>Training rows.</summary>
    public required int Rows { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override int Width => Pieces.Sum(p => p.Length) + 1;

    /// <summary>Learns the pieces that occur in enough of the rows.</summary>
    public static TextFeatures Learn(TextColumn column, int[] rows, LinearRecipe recipe)
    {
        var kinds = recipe.Letters ? 2 : 1;
        var pieces = new string[kinds][];
        var often = new int[kinds][];
        for (var kind = 0; kind < kinds; kind++)
        {
            var texts = new Dictionary<string, int>(StringComparer.Ordinal);
            var counts = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var row in rows)
            {
                counts.Clear();
                TextPieces.Count(column.Values[row], kind, counts);
                foreach (var piece in counts.Keys)
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(texts, piece, out _)++;
                }
            }

            var kept = texts.Where(t => t.Value >= recipe.FewestTexts).OrderByDescending(t => t.Value).ThenBy(t => t.Key, StringComparer.Ordinal)
                .Take(MostPieces).OrderBy(t => t.Key, StringComparer.Ordinal).ToArray();
            pieces[kind] = [.. kept.Select(t => t.Key)];
            often[kind] = [.. kept.Select(t => t.Value)];
        }

        return new TextFeatures { Column = column.Name, Pieces = pieces, Texts = often, Rows = rows.Length };
    }

    /// <inheritdoc/>
    public override Action<int, SparseRows, int> Bind(Dataset data)
    {
        var column = Shapes.Find<TextColumn>(data, Column);
        var places = Pieces.Select(kind => kind.Select((piece, at) => (piece, at)).ToDictionary(p => p.piece, p => p.at, StringComparer.Ordinal)).ToArray();
        return (row, into, first) =>
        {
            var text = column.Values[row];
            for (var kind = 0; kind < places.Length; kind++)
            {
                Write(text, kind, places[kind], into, first);
                first += places[kind].Count;
            }

            into.Add(first, text is null ? 1 : 0);
        };
    }

    private double Rarity(int texts) => 1 + Math.Log((1.0 + Rows) / (1 + texts));

    private void Write(string? text, int kind, Dictionary<string, int> places, SparseRows into, int first)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        TextPieces.Count(text, kind, counts);
        var found = new List<(int Place, double Value)>(counts.Count);
        var squares = 0.0;
        foreach (var (piece, count) in counts)
        {
            if (places.TryGetValue(piece, out var place))
            {
                found.Add((place, (1 + Math.Log(count)) * Rarity(Texts[kind][place])));
            }
        }

        // Sorted, so that the sum of squares has the same bits in every process.
        found.Sort((a, b) => a.Place.CompareTo(b.Place));
        foreach (var (_, value) in found)
        {
            squares += value * value;
        }

        foreach (var (place, value) in found)
        {
            into.Add(first + place, value / Math.Sqrt(squares));
        }
    }
}
