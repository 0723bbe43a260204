using Assay.Data;
using Assay.Evaluation.Slices;

namespace Assay.Tests.Evaluation.Slices;

public class SliceColumnsTests
{
    [Fact]
    public void Numbers_fall_into_ten_bins_of_round_limits()
    {
        var column = SliceColumns.Binned(Numbers([.. Enumerable.Range(0, 1000).Select(i => i / 7.0)]));
        Assert.Equal(
            ["x < 14.2", "x in [14.2, 28.5)", "x in [28.5, 42.8)", "x in [42.8, 57.1)", "x in [57.1, 71.4)", "x in [71.4, 85.7)", "x in [85.7, 100)", "x in [100, 114.2)", "x in [114.2, 128.5)", "x >= 128.5"],
            column.Values.Select(v => v.Text));
        Assert.All(column.Codes.CountBy(c => c), c => Assert.Equal(100, c.Value));
    }

    [Fact]
    public void A_value_that_fills_a_bin_is_one_and_missing_is_a_value()
    {
        double[] values = [.. Enumerable.Repeat(0.0, 900), .. Enumerable.Range(1, 80).Select(i => i * 100.0), .. Enumerable.Repeat(double.NaN, 20)];
        var column = SliceColumns.Binned(Numbers(values));
        Assert.Equal(["x = 0", "x in [100, 5000)", "x >= 5000", "x is missing"], column.Values.Select(v => v.Text));
        Assert.Equal(["0", "[100, 5000)", ">= 5000", null], column.Values.Select(v => v.Value));
        Assert.Equal([900, 49, 31, 20], Enumerable.Range(0, 4).Select(c => column.Codes.Count(code => code == c)));
    }

    [Fact]
    public void Few_distinct_numbers_stay_as_they_are()
    {
        var column = SliceColumns.Binned(Numbers([3, 1, 2.5, 1, double.NaN]));
        Assert.Equal(["x = 1", "x = 2.5", "x = 3", "x is missing"], column.Values.Select(v => v.Text));
        Assert.Equal([2, 0, 1, 0, 3], column.Codes);
        Assert.Equal([1, 2.5, 3, null], column.Values.Select(v => v.Number));
    }

    [Fact]
    public void Dates_are_parted_at_midnight_where_that_parts_them()
    {
        double[] hours = [.. Enumerable.Range(0, 24 * 40).Select(h => 1_700_000_000.0 + (h * 3600))];
        var column = SliceColumns.Binned(new NumberColumn("when", ColumnKind.Date, hours));
        Assert.Equal(10, column.Values.Count);
        Assert.All(column.Values, v => Assert.Matches(@"^when (< |>= |in \[)\d{4}-\d\d-\d\d( \d\d:\d\d(:\d\d)?)?(, .*\))?$", v.Text));
        Assert.Equal("when < 2023-11-18 22:00", column.Values[0].Text);
    }

    [Fact]
    public void Every_row_lies_in_the_bin_it_is_said_to_lie_in()
    {
        var random = new Assay.Numerics.SeededRandom(5);
        for (var round = 0; round < 200; round++)
        {
            double[] values = [.. Enumerable.Range(0, 200).Select(_ => Math.Round(Math.Exp(3 * random.NextNormal()), random.Next(4)) * (random.Next(2) == 0 ? 1 : -1))];
            var column = SliceColumns.Binned(Numbers(values));
            Assert.InRange(column.Values.Count, 1, 10);
            for (var row = 0; row < values.Length; row++)
            {
                Assert.True(Holds(column.Values[column.Codes[row]].Value!, values[row]), $"{values[row]} is in {column.Values[column.Codes[row]].Text}");
            }
        }
    }

    [Theory]
    [InlineData(24.7, 25.3, 25)]
    [InlineData(0.29, 0.3, 0.3)]
    [InlineData(-3, -2, -2)]
    [InlineData(-0.1, 5, 0)]
    [InlineData(1234.5, 1234.6, 1234.6)]
    [InlineData(99, 1000, 1000)]
    [InlineData(0, 1e-300, 1e-300)]
    public void The_roundest_number_between(double below, double above, double expected) => Assert.Equal(expected, SliceColumns.Roundest(below, above));

    [Fact]
    public void Codes_that_are_numbers_are_told_as_numbers()
    {
        var column = SliceColumns.AsGiven(new CategoryColumn("sex", ColumnKind.Boolean, [0, 1, -1], ["1", "2"]));
        Assert.Equal([1, 2, null], column.Values.Select(v => v.Number));
        Assert.Equal([null, null], SliceColumns.AsGiven(new CategoryColumn("zip", ColumnKind.Category, [0, 1], ["01", "2"])).Values.Select(v => v.Number));
    }

    [Fact]
    public void Columns_that_cannot_describe_slices_are_left_out_and_named()
    {
        var data = Dataset.FromColumns(
            "t",
            new ReadOptions { Target = "loss", Task = LearningTask.Regression, Weight = "w", Drop = ["gone"] },
            ("size", Enumerable.Range(0, 40).Select(i => i % 7)),
            ("note", Enumerable.Range(0, 40).Select(i => $"free text number {i * i} that says more than a word or two, and {i} again")),
            ("same", Enumerable.Repeat("x", 40)),
            ("gone", Enumerable.Range(0, 40).Select(i => i % 3)),
            ("w", Enumerable.Repeat(1.0, 40)),
            ("loss", Enumerable.Range(0, 40).Select(i => i / 40.0)));
        var (columns, notes) = SliceColumns.Of(data, [], ["gone"]);
        Assert.Equal(["size"], columns.Select(c => c.Name));
        Assert.Equal(["note", "same"], notes.Select(n => n.Split(':')[0]));
        Assert.Equal(["same", "note"], SliceColumns.Of(data, ["same", "note"], []).Columns.Select(c => c.Name));
        Assert.Equal("data.column-missing", Assert.Throws<AssayException>(() => SliceColumns.Of(data, ["sise"], [])).Code);
    }

    private static bool Holds(string range, double value)
    {
        double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        return range[0] switch
        {
            '<' => value < Number(range[2..]),
            '>' => value >= Number(range[3..]),
            '[' => range[1..^1].Split(", ") is [var low, var high] && value >= Number(low) && value < Number(high),
            _ => value == Number(range),
        };
    }

    private static NumberColumn Numbers(double[] values) => new("x", ColumnKind.Number, values);
}
