using System.Text;
using Assay.Data;
using Assay.Data.Plain;
using CsCheck;

namespace Assay.Tests.Data.Plain;

public sealed class PlainReaderTests : IDisposable
{
    private readonly TemporaryFolder room = new();

    public void Dispose() => room.Dispose();

    [Theory]
    [InlineData("id,x,name,day\n1,1.5,a,2024-01-31\n2,,b,2024-02-29\n3,-2e3,,\n")]
    [InlineData("id,x\r\n1,2\r\n3,4")]
    [InlineData("a,b\n\"x, y\",\"say \"\"hi\"\"\"\n\"line\nfeed\",plain\n")]
    [InlineData("when,n\n2024-01-01 10:00:00,1\n2024-01-01 10:00:00.250,2\n")]
    [InlineData("a,b\n1,\n2,\n")]
    [InlineData("only\nx\ny\n")]
    [InlineData("a\tb\n1\t2\n")]
    [InlineData("n,m\n1,x\ny,2\n")]
    public void Its_digests_are_those_of_the_full_reader(string text)
    {
        var file = TableFile.Open(room.Write("table.csv", text));
        var plain = PlainReader.Read(() => File.OpenRead(file.Path), DelimitedHeader.Read(file)).Fingerprint();
        var full = TableReader.Read(file.Path, 1).Fingerprint;
        Assert.Equal((full.Ordered, full.Unordered, full.Rows), (plain.Ordered, plain.Unordered, plain.Rows));
    }

    [Fact]
    public void Random_tables_have_the_digests_of_the_full_reader()
    {
        var cell = Gen.OneOf(Gen.Const(""), Gen.Int[-9999, 9999].Select(n => $"{n}"), Gen.Double[-1e6, 1e6].Select(d => d.ToString("R")));
        Gen.Select(cell, Gen.Int[0, 9].Select(i => $"name {i}"), Gen.Double[0, 1].Select(d => d.ToString("R"))).Array[30, 80].Sample(
            rows =>
            {
                var file = TableFile.Open(room.Write("random.csv", "n,t,d\n" + string.Join('\n', rows.Select(r => $"{r.Item1},{r.Item2},{r.Item3}"))));
                var plain = PlainReader.Read(() => File.OpenRead(file.Path), DelimitedHeader.Read(file)).Fingerprint();
                return plain.Ordered == TableReader.Read(file.Path, 1).Fingerprint.Ordered;
            },
            iter: 20,
            threads: 1);
    }

    [Theory]
    [InlineData("a,b\n1,2\n1\n")]
    [InlineData("a,b\nx\"y,2\n")]
    [InlineData("a,b\n\"never closed,2\n")]
    [InlineData("a,b\n12345678901234567890,2\n")]
    [InlineData("a,b\n1,2\n 3,4\n")]
    [InlineData("a,b\n1,2\nnan,4\n")]
    [InlineData("a,b\n2024-01-01,2\n2024-01-01 10:00:00,4\n")]
    public void What_only_the_full_reader_knows_is_left_to_it(string text)
    {
        var file = TableFile.Open(room.Write("odd.csv", text));
        Assert.Throws<UnusualTable>(() => PlainReader.Read(() => File.OpenRead(file.Path), DelimitedHeader.Read(file)));
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_left_to_the_full_reader()
    {
        var bytes = Encoding.Latin1.GetBytes("a,b\nm\u00fcller,1\n");
        Assert.Throws<UnusualTable>(() => PlainReader.Read(() => new MemoryStream(bytes), new DelimitedHeader(',', ["a", "b"])));
    }

    [Fact]
    public void Records_across_the_ends_of_blocks_stay_whole()
    {
        var text = "a,b\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i},{new string('x', i % 97)}\n"));
        using var blocks = new DelimitedBlocks(new MemoryStream(Encoding.UTF8.GetBytes(text)), (byte)',', 256);
        var read = new StringBuilder();
        while (blocks.Next())
        {
            read.Append(Encoding.UTF8.GetString(blocks.Bytes));
        }

        Assert.Equal(text, read.ToString());
    }
}
