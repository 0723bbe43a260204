using Assay.Data;

namespace Assay.Learners.Trees;

/// <summary>A small set of features of free text: length, words, digits, capitals, other signs, and which frequent words occur.</summary>
internal sealed record TextPart : TreePart
{
    private const int Shape = 5;

    /// <summary>The words looked for, most frequent first.</summary>
    public required string[] Words { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names =>
        [$"{Column} length", $"{Column} words", $"{Column} digits", $"{Column} capitals", $"{Column} signs", .. Words.Select(w => $"{Column} has {w}")];

    /// <summary>Takes the words that occur in most of the rows, at least two.</summary>
    public static TextPart Learn(TextColumn column, ReadOnlySpan<int> rows, int words)
    {
        var documents = new Dictionary<string, int>(StringComparer.Ordinal);
        var lookup = documents.GetAlternateLookup<ReadOnlySpan<char>>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            seen.Clear();
            foreach (var word in new WordReader(column.Values[row]))
            {
                if (seen.GetAlternateLookup<ReadOnlySpan<char>>().Add(word))
                {
                    lookup[word] = lookup.TryGetValue(word, out var count) ? count + 1 : 1;
                }
            }
        }

        var most = Math.Max(2, rows.Length * 0.98);
        return new TextPart
        {
            Column = column.Name,
            Words = [.. documents.Where(d => d.Value >= 2 && d.Value <= most)
                .OrderByDescending(d => d.Value).ThenBy(d => d.Key, StringComparer.Ordinal).Take(words).Select(d => d.Key)],
        };
    }

    /// <inheritdoc/>
    public override BoundPart Bind(Dataset data) => new Bound(Find<TextColumn>(data), Words);

    private sealed class Bound : BoundPart
    {
        private readonly TextColumn column;
        private readonly Dictionary<string, int> place = new(StringComparer.Ordinal);

        public Bound(TextColumn column, string[] words)
        {
            this.column = column;
            for (var i = 0; i < words.Length; i++)
            {
                place[words[i]] = i;
            }
        }

        public override void Write(ReadOnlySpan<int> rows, Span<double> block, int stride)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                One(column.Values[rows[i]], block.Slice(i * stride, Shape + place.Count));
            }
        }

        private void One(string? text, Span<double> features)
        {
            if (text is null)
            {
                features.Fill(double.NaN);
                return;
            }

            features.Clear();
            features[0] = text.Length;
            foreach (var sign in text)
            {
                features[2] += char.IsDigit(sign) ? 1 : 0;
                features[3] += char.IsUpper(sign) ? 1 : 0;
                features[4] += char.IsPunctuation(sign) || char.IsSymbol(sign) ? 1 : 0;
            }

            var lookup = place.GetAlternateLookup<ReadOnlySpan<char>>();
            foreach (var word in new WordReader(text))
            {
                features[1]++;
                if (lookup.TryGetValue(word, out var at))
                {
                    features[Shape + at] = 1;
                }
            }
        }
    }
}
