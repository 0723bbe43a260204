using Assay.Tracking.Versions;
using CsCheck;

namespace Assay.Tests.Tracking.Versions;

public class ContentCutTests
{
    [Fact]
    public void Pieces_keep_their_limits()
    {
        var bytes = Bytes(3_000_000);
        var pieces = Pieces(bytes);
        Assert.All(pieces.SkipLast(1), p => Assert.InRange(p.Length, ContentCut.Least, ContentCut.Most));
        Assert.InRange(bytes.Length / pieces.Count, 40_000, 110_000);
        Assert.Equal(bytes, pieces.SelectMany(p => p));
        Assert.All(Pieces(new byte[1_000_000]).SkipLast(1), p => Assert.Equal(ContentCut.Most, p.Length));
    }

    [Fact]
    public void An_insertion_anywhere_changes_a_few_pieces()
    {
        var bytes = Bytes(1_500_000);
        var known = Pieces(bytes).Select(Convert.ToHexString).ToHashSet();
        Gen.Select(Gen.Int[0, bytes.Length], Gen.Byte.Array[1, 50]).Sample(
            (at, inserted) => Pieces([.. bytes[..at], .. inserted, .. bytes[at..]]).Count(p => !known.Contains(Convert.ToHexString(p))) <= 8,
            iter: 20,
            threads: 1);
    }

    [Fact]
    public void Pieces_of_cells_end_with_a_cell_and_survive_a_row_that_is_added()
    {
        var cells = Enumerable.Range(0, 200_000).Select(i => $"{(i * 2654435761L) % 1_000_003}").ToList();
        var known = CellPieces(cells).ToHashSet();
        Assert.All(known, p => Assert.EndsWith("\n", p));
        cells.Insert(100_000, "new");
        Assert.InRange(CellPieces(cells).Count(p => !known.Contains(p)), 1, 6);
    }

    private static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(7).NextBytes(bytes);
        return bytes;
    }

    private static List<byte[]> Pieces(byte[] bytes)
    {
        var pieces = new List<byte[]>();
        for (var start = 0; start < bytes.Length; start += pieces[^1].Length)
        {
            pieces.Add(bytes.AsSpan(start, ContentCut.Next(bytes.AsSpan(start))).ToArray());
        }

        return pieces;
    }

    private static IEnumerable<string> CellPieces(List<string> cells)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(string.Concat(cells.Select(c => c + "\n")));
        for (var start = 0; start < bytes.Length;)
        {
            var length = ContentCut.NextCell(bytes.AsSpan(start));
            yield return System.Text.Encoding.UTF8.GetString(bytes, start, length);
            start += length;
        }
    }
}
