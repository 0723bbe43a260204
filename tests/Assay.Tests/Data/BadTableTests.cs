using System.IO.Compression;
using System.Text;
using Assay.Data;

namespace Assay.Tests.Data;

public sealed class BadTableTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("empty.csv", "", "data.file-empty: ")]
    [InlineData("header.csv", "a,b,y\n", "data.no-rows: header.csv has column names but no rows.")]
    [InlineData("blank.csv", "\na,y\n1,2\n", "data.header-missing: blank.csv has an empty first line; expected the column names.")]
    [InlineData("numbers.csv", "1,2,0\n3,4,1\n", "data.header-missing: The first line of numbers.csv holds only numbers (1, 2, 0); expected the column names. Add a header line.")]
    [InlineData("twice.csv", "a,b,A,y\n1,2,3,0\n", "data.column-duplicate: twice.csv has columns of the same name: \"a\" (2 times). Names are compared without regard to case. Rename them in the first line.")]
    [InlineData("short.csv", "a,b,y\n1,2,0\n3,4\n5,6,1\n", "data.ragged: short.csv: line 3 has 2 fields, the header has 3. Every row needs the same number of fields; put quotes around fields that contain the delimiter or a quote.")]
    [InlineData("long.csv", "a,b,y\n1,\"x\ny\",0\n3,4,1,1\n", "data.ragged: long.csv: line 4 has 4 fields, the header has 3. Every row needs the same number of fields; put quotes around fields that contain the delimiter or a quote.")]
    [InlineData("open.csv", "a,b,y\n1,2,0\n\"3,4,1\n", "data.ragged: open.csv: the quote opened in line 3 is never closed. Every row needs the same number of fields; put quotes around fields that contain the delimiter or a quote.")]
    [InlineData("one.csv", "a,y\n1,0\n", "data.target-constant: The target \"y\" has the same value in every row that has one (rows: 1); there is nothing to learn. Check the file or choose another target.")]
    [InlineData("class.csv", "a,y\n1,no\n2,no\n3,\n", "data.target-constant: The target \"y\" has the same value in every row that has one (rows: 2); there is nothing to learn. Check the file or choose another target.")]
    [InlineData("none.csv", "a,y\n1,?\n2,NA\n3,\n", "data.target-missing: The target \"y\" has no value in any row.")]
    [InlineData("names.csv", "a,y\n1,ann\n2,bea\n3,cid\n4,dan\n", "data.target-not-class: The target \"y\" has 4 distinct values in 4 rows (such as \"ann\", \"bea\", \"cid\", \"dan\"); classes need to repeat. Choose another target.")]
    [InlineData("table.xlsx", "PK", "data.format-unknown: ")]
    public void Refuses_a_table_that_cannot_be_learnt_from(string name, string content, string message)
    {
        var refusal = Assert.Throws<AssayException>(() => Dataset.Read(folder.Write(name, content), "y"));
        Assert.StartsWith(message, refusal.Message);
        Assert.Equal(message.Split(':')[0], refusal.Code);
    }

    [Fact]
    public void Names_the_nearest_column_when_the_target_is_misspelt() => Assert.Equal(
        "data.column-missing: Column \"incme\" is not in loans.csv (columns: income, age). Did you mean \"income\"?",
        Assert.Throws<AssayException>(() => Dataset.Read(folder.Write("loans.csv", "income,age\n1,2\n"), "incme")).Message);

    [Fact]
    public void Names_the_nearest_file_when_the_path_is_misspelt()
    {
        folder.Write("loans.csv", "a\n");
        var refusal = Assert.Throws<AssayException>(() => Dataset.Read(folder.In("loan.csv"), "y"));
        Assert.Equal($"data.file-missing: There is no file \"{folder.In("loan.csv")}\". Did you mean \"loans.csv\"?", refusal.Message);
    }

    [Fact]
    public void Refuses_a_folder() =>
        Assert.Equal("data.is-directory", Assert.Throws<AssayException>(() => Dataset.Read(folder.FullName, "y")).Code);

    [Fact]
    public void Says_which_byte_is_not_utf8_and_how_to_convert()
    {
        File.WriteAllBytes(folder.In("city.csv"), Encoding.Latin1.GetBytes("a,city,y\n1,Bonn,0\n2,München,1\n"));
        Assert.Equal(
            "data.not-utf8: city.csv is not UTF-8: byte 0xFC at offset 21, line 3. Convert it first, for example: iconv -f WINDOWS-1252 -t UTF-8 city.csv > utf8-city.csv",
            Assert.Throws<AssayException>(() => Dataset.Read(folder.In("city.csv"), "y")).Message);
    }

    [Fact]
    public void Takes_utf16_for_what_it_is()
    {
        File.WriteAllText(folder.In("wide.csv"), "a,y\n1,0\n2,1\n", Encoding.Unicode);
        Assert.Contains("iconv -f UTF-16 ", Assert.Throws<AssayException>(() => Dataset.Read(folder.In("wide.csv"), "y")).Message);
    }

    [Theory]
    [InlineData(60_000, 50_000)]
    [InlineData(30, 20)]
    public void Finds_a_ragged_row_wherever_it_stands(int rows, int ragged)
    {
        var text = new StringBuilder("a,b,y\n");
        for (var i = 0; i < rows; i++)
        {
            text.Append(i == ragged ? "1,2\n" : $"{i % 100},{i % 7}.5,{i % 2}\n");
        }

        Assert.StartsWith(
            $"data.ragged: late.csv: line {ragged + 2} has 2 fields, the header has 3.",
            Assert.Throws<AssayException>(() => Dataset.Read(folder.Write("late.csv", text.ToString()), "y")).Message);
    }

    [Fact]
    public void Refuses_an_archive_that_ends_too_soon()
    {
        using var packed = new MemoryStream();
        using (var archive = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            archive.Write(Encoding.UTF8.GetBytes("a,y\n" + string.Concat(Enumerable.Range(0, 50_000).Select(i => $"{i * 7919 % 10007},{i % 2}\n"))));
        }

        File.WriteAllBytes(folder.In("cut.csv.gz"), packed.ToArray()[..(int)(packed.Length / 2)]);
        Assert.Equal("data.file-corrupt", Assert.Throws<AssayException>(() => Dataset.Read(folder.In("cut.csv.gz"), "y")).Code);
    }

    [Fact]
    public void Calls_an_archive_cut_in_the_middle_of_a_line_by_its_name()
    {
        using var packed = new MemoryStream();
        using (var archive = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            archive.Write(Encoding.UTF8.GetBytes("a,b,y\n" + string.Concat(Enumerable.Range(0, 2_000).Select(i => $"{i * 7919 % 10007},{i * 31 % 997},{i % 2}\n"))));
        }

        foreach (var cut in new[] { 0.3, 0.4, 0.5, 0.6 })
        {
            File.WriteAllBytes(folder.In("cut.csv.gz"), packed.ToArray()[..(int)(packed.Length * cut)]);
            Assert.Equal(
                "data.file-corrupt: cut.csv.gz cannot be unpacked or read: the archive ends too soon. Get the file again or check how it was written.",
                Assert.Throws<AssayException>(() => Dataset.Read(folder.In("cut.csv.gz"), "y")).Message);
        }
    }

    [Fact]
    public void Says_that_a_plain_file_named_gz_is_not_gzip()
    {
        var path = folder.Write("plain.csv.gz", "a,y\n1,0\n2,1\n");
        Assert.Equal(
            $"data.file-corrupt: \"{path}\" is not gzip, though its name says so. Rename it without .gz, or compress it: gzip.",
            Assert.Throws<AssayException>(() => Dataset.Read(path, "y")).Message);
    }

    [Fact]
    public void Calls_an_infinite_target_not_finite()
    {
        var rows = string.Concat(Enumerable.Range(0, 40).Select(i => $"{i},{i * 7 % 31}.5\n"));
        var data = Dataset.Read(folder.Write("far.csv", $"a,y\n{rows}40,inf\n41,\n42,\n"), "y");
        Assert.Equal(40, data.RowCount);
        Assert.Equal(
            [
                "2 of 43 rows have no value in the target \"y\" and were left out.",
                "1 of 43 rows has a value that is not finite (Infinity) in the target \"y\" and was left out. Check where it comes from: a division by zero, or a marker of missing.",
            ],
            data.Notes);
    }

    [Fact]
    public void Says_that_a_class_of_few_rows_makes_intervals_wide()
    {
        string[] Notes(int rare) => [.. Dataset.Read(folder.Write("few.csv", "a,y\n" + string.Concat(Enumerable.Range(0, 600).Select(i => $"{i * 31 % 97}.5,{(i < rare ? "yes" : "no")}\n"))), "y").Notes];
        Assert.Equal(["Class \"yes\" of the target \"y\" has 31 rows: intervals will be wide."], Notes(31));
        Assert.Empty(Notes(50));
    }

    [Fact]
    public void Reads_a_file_of_several_archives_one_after_the_other()
    {
        using var packed = new MemoryStream();
        foreach (var part in new[] { "a,y\n1,0\n", "2,1\n3,1\n" })
        {
            using var archive = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true);
            archive.Write(Encoding.UTF8.GetBytes(part));
        }

        File.WriteAllBytes(folder.In("parts.csv.gz"), packed.ToArray());
        Assert.Equal(3, Dataset.Read(folder.In("parts.csv.gz"), "y").RowCount);
    }

    [Theory]
    [InlineData("cut.parquet", "PAR1 and nothing else")]
    [InlineData("cut.jsonl", "{\"a\":1,\"y\":0}\n{\"a\":2,\n")]
    public void Refuses_a_broken_inner_format(string name, string content) =>
        Assert.Equal("data.file-corrupt", Assert.Throws<AssayException>(() => Dataset.Read(folder.Write(name, content), "y")).Code);

    [Fact]
    public void Leaves_out_rows_without_a_target_and_says_so()
    {
        var data = Dataset.Read(folder.Write("some.csv", "a,y\n1,no\n2,\n3,yes\n4,?\n5,no\n"), "y");
        Assert.Equal([0, 2, 4], data.SourceRows);
        Assert.Equal([0, 1, 0], data.Target.ToArray());
        Assert.Equal([1, 3, 5], ((NumberColumn)data.Columns[0]).Values.ToArray());
        Assert.Equal(5, data.Fingerprint.Rows);
        Assert.Equal(["2 of 5 rows have no value in the target \"y\" and were left out.", "y: read \"?\" as missing."], data.Notes);
    }

    [Fact]
    public void Reads_a_column_without_any_value_as_a_constant_left_out()
    {
        var data = Dataset.Read(folder.Write("hole.csv", "a,b,y\n,1,0\n?,2,1\n,3,1\n"), "y");
        Assert.Equal((ColumnKind.Constant, ColumnRole.Dropped, 3), (data.Schema[0].Kind, data.Schema[0].Role, data.Schema[0].Missing));
    }

    [Fact]
    public void Infinity_is_a_number_alone_and_missing_among_dates_and_told()
    {
        var numbers = Dataset.Read(folder.Write("numbers.csv", "a,b,y\n1,Infinity,0\n2,-Infinity,1\n3,,0\n4,Infinity,1\n"), "y");
        Assert.Contains("b: 3 infinite values read as missing.", numbers.Notes);
        var dates = Dataset.Read(folder.Write("dates.csv", "d,y\n2026-01-01,0\nInfinity,1\n2026-01-03,0\n-infinity,1\n2026-01-04,1\n"), "y");
        var column = dates.Schema.Single(c => c.Name == "d");
        Assert.Equal(ColumnKind.Date, column.Kind);
        Assert.Contains("d: 2 infinite values read as missing.", dates.Notes);
        Assert.StartsWith("Dates from 2026-01-01 to 2026-01-04.", column.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_day_the_reader_gives_for_a_word_is_a_date_where_it_is_written()
    {
        var data = Dataset.Read(folder.Write("old.csv", "d,y\n1900-01-01,0\n2026-01-03,1\n1900-01-01,1\n"), "y");
        Assert.Equal(-2_208_988_800, ((RawDates)TableReader.Read(folder.In("old.csv"), 1).Columns[0]).Seconds[2]);
        Assert.Equal(ColumnKind.Date, data.Schema[0].Kind);
    }

    [Fact]
    public void Infinite_dates_of_Parquet_are_missing_and_told()
    {
        using (var connection = new DuckDB.NET.Data.DuckDBConnection("DataSource=:memory:"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"COPY (SELECT * FROM (VALUES (DATE '2026-01-01', 0), (DATE 'infinity', 1), (DATE '2026-01-05', 1)) t(d, y)) TO '{folder.In("d.parquet")}'";
            command.ExecuteNonQuery();
        }

        var data = Dataset.Read(folder.In("d.parquet"), "y");
        Assert.Equal(ColumnKind.Date, data.Schema[0].Kind);
        Assert.Contains("d: 1 infinite values read as missing.", data.Notes);
    }

    [Fact]
    public void Times_in_UTC_are_dates_and_alike_in_both_readers()
    {
        var path = folder.Write("times.csv", "t,y\n2026-01-01T00:00:00.000Z,0\n2026-01-02T10:00:00.250Z,1\n,0\n");
        var data = Dataset.Read(path, "y");
        Assert.Equal(ColumnKind.Date, data.Schema.Single(c => c.Name == "t").Kind);
        Assert.Equal(Assay.Tracking.Versions.DataVersions.FingerprintOf(path), data.Fingerprint.Ordered);
    }

    [Fact]
    public void Reads_nan_and_infinity_as_missing_and_counts_the_infinite()
    {
        var data = Dataset.Read(folder.Write("wild.csv", "a,y\n1.5,0\ninf,1\nNaN,0\n-Infinity,1\n2.5,1\n"), "y");
        Assert.Equal([1.5, double.NaN, double.NaN, double.NaN, 2.5], ((NumberColumn)data.Columns[0]).Values.ToArray());
        Assert.Contains("a: 2 infinite values read as missing.", data.Notes);
    }

    [Fact]
    public void Reads_a_hundred_thousand_categories()
    {
        var text = new StringBuilder("c,y\n");
        for (var i = 0; i < 150_000; i++)
        {
            text.Append($"k{i % 100_000},{i % 2}\n");
        }

        var data = Dataset.Read(folder.Write("many.csv", text.ToString()), "y");
        Assert.Equal(100_000, ((CategoryColumn)data.Columns[0]).Levels.Count);
        Assert.Equal("k99999", data.Columns[0].Show(99_999));
    }

    [Fact]
    public void Refuses_a_file_that_changes_while_it_is_read()
    {
        var path = folder.Write("moving.csv", "a,y\n1,0\n2,1\n");
        var refusal = Assert.Throws<AssayException>(() => TableReader.Read(path, threads: 1, scanned: () => File.AppendAllText(path, "3,1\n")));
        Assert.Equal("data.file-changed", refusal.Code);
        Assert.Contains("12 bytes of", refusal.Message);
        Assert.Contains("16 bytes of", refusal.Message);
    }

    [Theory]
    [InlineData("data*.csv")]
    [InlineData("data[1].csv")]
    [InlineData("what?.csv")]
    [InlineData("it's \"quoted\"; --.csv")]
    public void Takes_a_path_as_it_is_written(string name)
    {
        folder.Write("data1.csv", "a,y\n1,0\n2,1\n");
        Assert.Equal(3, Dataset.Read(folder.Write(name, "a,y\n1,0\n2,1\n3,1\n"), "y").RowCount);
    }

    [Fact]
    public void Adds_no_column_from_the_names_of_folders() =>
        Assert.Equal(2, Dataset.Read(folder.Write("year=2020/part.csv", "a,y\n1,0\n2,1\n"), "y").Columns.Count);
}
