using Assay.Cli.Frame;
using CsCheck;

namespace Assay.Tests.Cli;

public class DurationTests
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("10m", 600)]
    [InlineData("1.5h", 5400)]
    [InlineData("1h30m", 5400)]
    [InlineData("2d", 172800)]
    [InlineData("500ms", 0.5)]
    public void Reads_numbers_with_units(string text, double seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), Duration.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("m")]
    [InlineData("10 parsecs")]
    [InlineData("-5m")]
    [InlineData("0s")]
    [InlineData("1h30")]
    [InlineData("1.2.3s")]
    [InlineData("99999999999999d")]
    public void Refuses_what_has_no_unit_or_no_length(string text) => Assert.Equal("usage.duration", Assert.Throws<AssayException>(() => Duration.Parse(text)).Code);

    [Fact]
    public void What_it_writes_it_reads_back() =>
        Gen.Int[1, int.MaxValue].Sample(milliseconds =>
        {
            var duration = TimeSpan.FromMilliseconds(milliseconds);
            return Duration.Parse(Duration.Format(duration)) == duration;
        });
}
