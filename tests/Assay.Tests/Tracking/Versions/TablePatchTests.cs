using System.Text;
using Assay.Tracking.Versions;
using CsCheck;

namespace Assay.Tests.Tracking.Versions;

public sealed class TablePatchTests : IDisposable
{
    private readonly TemporaryFolder room = new();

    public void Dispose() => room.Dispose();

    [Fact]
    public void A_patch_of_any_two_texts_gives_the_second_byte_by_byte()
    {
        var text = Gen.Int[0, 12].Select(i => $"line {i}").Array[0, 30].Select(Gen.Bool, (lines, end) => string.Join('\n', lines) + (end && lines.Length > 0 ? "\n" : ""));
        Gen.Select(text, text).Sample((a, b) => Applied(Encoding.UTF8.GetBytes(a), Encoding.UTF8.GetBytes(b)), iter: 300, threads: 1);
    }

    [Fact]
    public void A_patch_of_any_two_contents_gives_the_second_byte_by_byte() =>
        Gen.Select(Gen.Byte.Array[0, 5000], Gen.Byte.Array[0, 5000]).Sample((a, b) => Applied(a, b), iter: 30, threads: 1);

    [Fact]
    public void Only_lines_that_changed_are_in_the_patch()
    {
        var patch = Encoding.UTF8.GetString(Patch("a,b\n1,x\n2,y\n3,z\n"u8.ToArray(), "a,b\n1,x\n2,Y\n3,z\n4,w\n"u8.ToArray()));
        Assert.Equal("=8\n-4\n2,y\n\n+4\n2,Y\n\n=4\n+4\n4,w\n\n", patch[(patch.IndexOf('\n') + 1)..]);
    }

    [Fact]
    public void A_large_content_with_an_insertion_costs_the_insertion()
    {
        var random = new Random(1);
        var before = new byte[2_000_000];
        random.NextBytes(before);
        byte[] after = [.. before[..700_000], .. "inserted"u8, .. before[700_000..]];
        Assert.InRange(Patch(before, after).Length, 1, 700_000);
        Assert.True(Applied(before, after));
    }

    [Fact]
    public void Another_base_is_refused()
    {
        var patch = Patch("a\nb\n"u8.ToArray(), "a\nc\n"u8.ToArray());
        foreach (var other in (string[])["a\nx\n", "a\nb\nb\n", "a\n", "x\nb\n", ""])
        {
            Assert.Equal("data.patch-base", Assert.Throws<AssayException>(() => Apply(Encoding.UTF8.GetBytes(other), patch)).Code);
        }
    }

    [Fact]
    public void A_patch_that_was_cut_or_changed_is_refused()
    {
        var (before, after) = ("a\nb\nc\n"u8.ToArray(), "a\nB\nc\n"u8.ToArray());
        var patch = Patch(before, after);
        for (var length = 0; length < patch.Length; length++)
        {
            Assert.StartsWith("data.patch", Assert.Throws<AssayException>(() => Apply(before, patch[..length])).Code);
        }

        var changed = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(patch).Replace("B\n", "X\n", StringComparison.Ordinal));
        Assert.Equal("data.patch-damaged", Assert.Throws<AssayException>(() => Apply(before, changed)).Code);
        Assert.Equal("data.patch-damaged", Assert.Throws<AssayException>(() => Apply(before, "no patch"u8.ToArray())).Code);
    }

    private bool Applied(byte[] before, byte[] after) => Apply(before, Patch(before, after)).AsSpan().SequenceEqual(after);

    private byte[] Patch(byte[] before, byte[] after)
    {
        File.WriteAllBytes(room.In("before"), before);
        File.WriteAllBytes(room.In("after"), after);
        using var patch = new MemoryStream();
        TablePatch.Write(room.In("before"), room.In("after"), patch);
        return patch.ToArray();
    }

    private static byte[] Apply(byte[] before, byte[] patch)
    {
        using var result = new MemoryStream();
        TablePatch.Apply(new MemoryStream(before), new MemoryStream(patch), result);
        return result.ToArray();
    }
}
