using System.Text;
using Assay.Evaluation.Models;

namespace Assay.Tests.Evaluation.Models;

public class UniversalBinaryJsonTests
{
    [Theory]
    [InlineData("5A", "null")]
    [InlineData("4E54", "true")]
    [InlineData("69FF", "-1")]
    [InlineData("55FF", "255")]
    [InlineData("490102", "258")]
    [InlineData("6C00010000", "65536")]
    [InlineData("4C0000000100000000", "4294967296")]
    [InlineData("643FC00000", "1.5")]
    [InlineData("647FC00000", "null")]
    [InlineData("443FF8000000000000", "1.5")]
    [InlineData("5355026162", "\"ab\"")]
    [InlineData("5B5501545D", "[1,true]")]
    [InlineData("5B235502550146", "[1,false]")]
    [InlineData("5B245523550301FF03", "[1,255,3]")]
    [InlineData("7B5501615501550162465B7D", null)]
    [InlineData("7B5501615501550162467D", "{\"a\":1,\"b\":false}")]
    [InlineData("5B24552355FF01", null)]
    [InlineData("5B2455", null)]
    [InlineData("58", null)]
    public void Reads_what_the_specification_says(string hexadecimal, string? json)
    {
        var bytes = Convert.FromHexString(hexadecimal);
        if (json is null)
        {
            Assert.Throws<FormatException>(() => UniversalBinaryJson.ToJson(bytes));
        }
        else
        {
            Assert.Equal(json, Encoding.UTF8.GetString(UniversalBinaryJson.ToJson(bytes)));
        }
    }

    // "[$Z#l 00100000": a million nulls in nine bytes, and lists of such lists far more.
    [Fact]
    public void Refuses_values_that_take_no_bytes_without_end() =>
        Assert.Throws<FormatException>(() => UniversalBinaryJson.ToJson([.. "[$[#l"u8, 0, 0, 0, 100, .. Enumerable.Repeat("$Z#U"u8.ToArray().Append((byte)200), 100).SelectMany(b => b)]));

    [Fact]
    public void Refuses_lists_nested_without_end() =>
        Assert.Throws<FormatException>(() => UniversalBinaryJson.ToJson(Enumerable.Repeat((byte)'[', 100_000).ToArray()));
}
