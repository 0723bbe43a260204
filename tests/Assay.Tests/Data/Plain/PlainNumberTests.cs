using System.Globalization;
using System.Text;
using Assay.Data.Plain;
using CsCheck;

namespace Assay.Tests.Data.Plain;

public class PlainNumberTests
{
    [Fact]
    public void Every_double_is_read_back_from_its_shortest_text() => Gen.Double.Sample(value =>
        !double.IsFinite(value) || Bits(Read(value.ToString("R", CultureInfo.InvariantCulture))) == Bits(value));

    [Fact]
    public void Digits_and_exponents_are_read_as_the_runtime_reads_them() => Gen.Select(Gen.ULong, Gen.Int[0, 19], Gen.Int[-45, 45]).Sample((digits, point, exponent) =>
    {
        var text = digits.ToString(CultureInfo.InvariantCulture);
        text = (point < text.Length && point > 0 ? text.Insert(point, ".") : text) + (exponent == 45 ? "" : $"e{exponent}");
        return Bits(Read(text)) == Bits(double.Parse(text, CultureInfo.InvariantCulture));
    });

    [Theory]
    [InlineData("9007199254740993", 9007199254740992)]
    [InlineData("9007199254740993.00000000000000000001", 9007199254740994)]
    [InlineData("0.3", 0.3)]
    [InlineData("1e23", 1e23)]
    [InlineData("-0", -0.0)]
    [InlineData("2.2250738585072011e-308", 2.2250738585072011e-308)]
    [InlineData("123456789012345678901234567890", 123456789012345678901234567890.0)]
    public void Halves_and_extremes_are_rounded_to_the_nearest(string text, double value) => Assert.Equal(Bits(value), Bits(Read(text)));

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1 ")]
    [InlineData("NaN")]
    public unsafe void What_is_no_plain_number_is_refused(string text)
    {
        fixed (byte* bytes = Encoding.UTF8.GetBytes(text + "#"))
        {
            Assert.False(PlainNumber.TryRead(bytes, bytes + text.Length, out _, out _));
        }
    }

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);

    private static unsafe double Read(string text)
    {
        fixed (byte* bytes = Encoding.UTF8.GetBytes(text.Replace('E', 'e')))
        {
            Assert.True(PlainNumber.TryRead(bytes, bytes + text.Length, out var value, out _), text);
            return value;
        }
    }
}
