using Assay.Data;
using CsCheck;
using DuckDB.NET.Data;

namespace Assay.Tests.Data;

public sealed class FingerprintTests : IDisposable
{
    private static readonly Gen<(double? Number, string? Text)[]> tables =
        Gen.Select(Gen.Double[-1e6, 1e6].Nullable(), Gen.String[Gen.Char['a', 'e'], 0, 20].Null(), (n, t) => (n, t)).Array[2, 60];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Any_order_of_rows_gives_the_same_unordered_digest_and_another_ordered_one() =>
        tables.Select(Gen.Int[0, 1000]).Sample((rows, seed) =>
        {
            var shuffled = rows.ToArray();
            new Assay.Numerics.SeededRandom((ulong)seed).Shuffle(shuffled.AsSpan());
            var (before, after) = (Of(rows), Of(shuffled));
            Assert.Equal(before.Unordered, after.Unordered);
            Assert.Equal(before.Schema, after.Schema);
            Assert.Equal(rows.SequenceEqual(shuffled), before.Ordered == after.Ordered);
        });

    [Fact]
    public void A_change_of_any_one_cell_changes_every_digest_but_the_other_columns() =>
        tables.Select(Gen.Int[0, 1_000_000]).Sample((rows, at) =>
        {
            var changed = rows.ToArray();
            var row = at % rows.Length;
            changed[row].Text = (changed[row].Text ?? "") + "x";
            var (before, after) = (Of(rows), Of(changed));
            Assert.NotEqual(before.Ordered, after.Ordered);
            Assert.NotEqual(before.Unordered, after.Unordered);
            Assert.NotEqual(before.Columns["text"], after.Columns["text"]);
            Assert.Equal(before.Columns["number"], after.Columns["number"]);
        });

    [Fact]
    public void A_repeated_row_counts()
    {
        var once = Of([(1, "a"), (2, "b")]);
        var twice = Of([(1, "a"), (2, "b"), (2, "b")]);
        Assert.NotEqual(once.Unordered, twice.Unordered);
    }

    [Fact]
    public void Cells_exchanged_between_rows_change_the_unordered_digest() =>
        Assert.NotEqual(Of([(1, "a"), (2, "b")]).Unordered, Of([(1, "b"), (2, "a")]).Unordered);

    [Fact]
    public void The_same_table_has_one_fingerprint_as_csv_tsv_json_lines_and_parquet_at_any_number_of_threads()
    {
        var rows = Enumerable.Range(0, 5000).Select(i => (i, Number: i % 7 == 0 ? null : $"{i * 0.37:R}", Text: i % 11 == 0 ? null : $"text {i % 300}", Day: $"2024-01-{(i % 28) + 1:00}")).ToList();
        var csv = folder.Write("t.csv", "i,number,text,day\n" + string.Concat(rows.Select(r => $"{r.i},{r.Number},{r.Text},{r.Day}\n")));
        var tsv = folder.Write("t.tsv", "i\tnumber\ttext\tday\n" + string.Concat(rows.Select(r => $"{r.i}\t{r.Number}\t{r.Text}\t{r.Day}\n")));
        var json = folder.Write("t.jsonl", string.Concat(rows.Select(r => $"{{\"i\":{r.i},\"number\":{r.Number ?? "null"},\"text\":{(r.Text is null ? "null" : $"\"{r.Text}\"")},\"day\":\"{r.Day}\"}}\n")));
        var parquet = folder.In("t.parquet");
        using (var connection = new DuckDBConnection("DataSource=:memory:"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"COPY (SELECT * FROM read_csv('{csv}')) TO '{parquet}'";
            command.ExecuteNonQuery();
        }

        var expected = TableReader.Read(csv, threads: 1).Fingerprint;
        foreach (var (path, threads) in new[] { (csv, 4), (tsv, 1), (json, 2), (parquet, 2) })
        {
            var found = TableReader.Read(path, threads).Fingerprint;
            Assert.Equal((expected.Schema, expected.Ordered, expected.Unordered), (found.Schema, found.Ordered, found.Unordered));
        }
    }

    private static Fingerprint Of((double? Number, string? Text)[] rows) =>
        MemoryTable.OfColumns("rows", [("number", rows.Select(r => r.Number)), ("text", rows.Select(r => r.Text))]).Fingerprint;
}
