using System.Text.Json.Serialization;
using Assay.Data;

namespace Assay.Learners.Trees;

/// <summary>How a table's columns become numeric features for trees; learnt from rows, never from labels.</summary>
internal sealed record TreeEncoding
{
    /// <summary>The parts in feature order.</summary>
    public required IReadOnlyList<TreePart> Parts { get; init; }

    /// <summary>The number of features.</summary>
    [JsonIgnore]
    public int Width => Parts.Sum(p => p.Names.Count);

    /// <summary>A name a feature.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Names => [.. Parts.SelectMany(p => p.Names)];

    /// <summary>The features that are codes without an order.</summary>
    [JsonIgnore]
    public IReadOnlyList<int> Unordered
    {
        get
        {
            var found = new List<int>();
            var at = 0;
            foreach (var part in Parts)
            {
                if (part.Unordered)
                {
                    found.Add(at);
                }

                at += part.Names.Count;
            }

            return found;
        }
    }

    /// <summary>Learns the encoding of a table's features and calendar from these rows.</summary>
    /// <param name="data">The table.</param>
    /// <param name="rows">The rows that may be looked at; labels are not.</param>
    /// <param name="codes">How categories become features.</param>
    /// <param name="words">How many frequent words of a text column become features.</param>
    public static TreeEncoding Learn(Dataset data, ReadOnlySpan<int> rows, CategoryCodes codes, int words)
    {
        var parts = new List<TreePart>();
        foreach (var column in data.Features)
        {
            parts.Add(column switch
            {
                NumberColumn { Kind: ColumnKind.Date } date => DatePart.Learn(date, rows),
                NumberColumn number => new NumberPart { Column = number.Name },
                CategoryColumn category => CategoryPart.Learn(category, rows, codes),
                TextColumn text => TextPart.Learn(text, rows, words),
                _ => throw new InvalidOperationException($"Column \"{column.Name}\" is a {column.GetType().Name}, which trees cannot read."),
            });
        }

        foreach (var date in data.Calendar)
        {
            parts.Add(DatePart.Learn(date, rows) with { CalendarOnly = true });
        }

        return new TreeEncoding { Parts = parts };
    }

    /// <summary>Ties the encoding to a table.</summary>
    public BoundEncoding Bind(Dataset data) => new(this, data);
}
