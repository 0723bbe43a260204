using System.Text;

namespace Assay.Data.Plain;

/// <summary>A table as it stands in a file: typed columns, a hash a line where it came from a delimited text.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Columns">All columns, of the same length.</param>
/// <param name="Rows">The number of rows.</param>
internal sealed record PlainTable(string Name, IReadOnlyList<PlainColumn> Columns, int Rows)
{
    /// <summary>One <see cref="LineHash"/> a row; empty when not asked for.</summary>
    public ulong[] Lines { get; init; } = [];

    /// <summary>The digests, where the reader made them on the way.</summary>
    public Fingerprint? Print { get; init; }

    /// <summary>The column of that name, or null.</summary>
    public PlainColumn? Find(string name) => Columns.FirstOrDefault(c => c.Name == name);

    /// <summary>The digests over every cell of the rows, row n from this table and row ~n from the other, which has the same columns.</summary>
    public Fingerprint Fingerprint(int[] rows, PlainTable other)
    {
        var print = new Fingerprinter(Columns.Select(c => (c.Name, c.Class)));
        var hashes = new ulong[RowDigest.ChunkLength];
        for (var start = 0; start < rows.Length; start += hashes.Length)
        {
            var part = rows.AsSpan(start, Math.Min(hashes.Length, rows.Length - start));
            for (var column = 0; column < Columns.Count; column++)
            {
                Columns[column].Hashes(part, other.Columns[column], hashes.AsSpan(0, part.Length));
                print.Add(column, hashes.AsSpan(0, part.Length));
            }

            print.EndRows(part.Length);
        }

        return print.Finish();
    }

    /// <summary>The digests over every cell.</summary>
    public Fingerprint Fingerprint() => Fingerprint([.. Enumerable.Range(0, Rows)], this);

    /// <summary>The same table for a table the full reader read; texts of a column in <paramref name="shared"/> take codes of its dictionary.</summary>
    public static PlainTable Of(RawTable raw, PlainTable? shared = null) =>
        new(raw.Name, [.. raw.Columns.Select(c => Of(c, shared?.Find(c.Name)))], raw.Rows) { Print = raw.Fingerprint };

    private static PlainColumn Of(RawColumn raw, PlainColumn? shared)
    {
        switch (raw)
        {
            case RawNumbers numbers:
                return new PlainNumbers(raw.Name, numbers.Values, raw.Count) { Fraction = raw.SourceType is "DOUBLE" or "FLOAT" };
            case RawDates dates:
                return new PlainDates(raw.Name, dates.Seconds, raw.Count);
            default:
                var texts = (RawTexts)raw;
                var dictionary = (shared as PlainTexts)?.Dictionary ?? new TextDictionary();
                var map = Array.ConvertAll(texts.Distinct, t => dictionary.CodeOf(Encoding.UTF8.GetBytes(t), out _));
                return new PlainTexts(raw.Name, dictionary, Array.ConvertAll(texts.Codes, c => c < 0 ? -1 : map[c]), raw.Count);
        }
    }
}
