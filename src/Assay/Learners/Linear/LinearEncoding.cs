using System.Text.Json.Serialization;
using Assay.Data;

namespace Assay.Learners.Linear;

/// <summary>How a table's columns become the features of a linear model; feature 0 is always 1.</summary>
internal sealed record LinearEncoding
{
    /// <summary>The parts in feature order.</summary>
    public required IReadOnlyList<FeaturePart> Parts { get; init; }

    /// <summary>Features a row, the intercept included.</summary>
    [JsonIgnore]
    public int Width => 1 + Parts.Sum(p => p.Width);

    /// <summary>Learns from the training rows, never from their labels.</summary>
    public static LinearEncoding Learn(Dataset data, int[] rows, LinearRecipe recipe)
    {
        var parts = new List<FeaturePart?>();
        foreach (var column in data.Features)
        {
            switch (column)
            {
                case NumberColumn { Kind: ColumnKind.Date } date:
                    parts.AddRange(Enum.GetValues<NumberReading>().Select(r => NumberLearning.Learn(date, rows, r, recipe)));
                    break;
                case NumberColumn number:
                    parts.Add(NumberLearning.Learn(number, rows, NumberReading.Value, recipe));
                    break;
                case CategoryColumn category:
                    parts.Add(LevelFeatures.Learn(category, rows, Math.Min(recipe.FewestRows, Math.Max(1, rows.Length / 20))));
                    break;
                case TextColumn text:
                    parts.Add(TextFeatures.Learn(text, rows, recipe));
                    break;
            }
        }

        foreach (var date in data.Calendar)
        {
            parts.AddRange(Enum.GetValues<NumberReading>().Where(r => r != NumberReading.Value).Select(r => NumberLearning.Learn(date, rows, r, recipe)));
        }

        return new LinearEncoding { Parts = [.. parts.OfType<FeaturePart>()] };
    }

    /// <summary>Ties the encoding to a table: writes one row at the end of the rows given.</summary>
    public Action<int, SparseRows> Bind(Dataset data)
    {
        var writers = Parts.Select(p => p.Bind(data)).ToArray();
        var first = new int[writers.Length];
        var width = 1;
        for (var i = 0; i < writers.Length; i++)
        {
            first[i] = width;
            width += Parts[i].Width;
        }

        return (row, into) =>
        {
            into.Add(0, 1);
            for (var i = 0; i < writers.Length; i++)
            {
                writers[i](row, into, first[i]);
            }

            into.EndRow();
        };
    }

    /// <summary>All features of these rows.</summary>
    public SparseRows Encode(Sample rows, CancellationToken cancellation)
    {
        var encoded = new SparseRows(Width);
        var write = Bind(rows.Data);
        for (var i = 0; i < rows.Count; i++)
        {
            if (i % 1024 == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            write(rows.Rows[i], encoded);
        }

        return encoded;
    }
}
