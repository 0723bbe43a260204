using System.Text.Json;
using Assay.Data;

namespace Assay.Tests.Data;

public sealed class NumberWritingTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("3,5|-3374,34|12", "3.5|-3374.34|12", "with a decimal comma")]
    [InlineData("1.234,5|17|1.234.567,25", "1234.5|17|1234567.25", "with a decimal comma, with thousands (1.234 is 1234)")]
    [InlineData("1,5e-05|2,5", "1.5e-05|2.5", "with a decimal comma")]
    [InlineData("0,123|0,456|12,345", "0.123|0.456|12.345", "with a decimal comma")]
    [InlineData("1234,567|1,234", "1234.567|1.234", "with a decimal comma")]
    [InlineData("1,234|5,678|12", "1234|5678|12", "with thousands (1,234 is 1234)")]
    [InlineData("1,234.50|1,234,567|0.25", "1234.5|1234567|0.25", "with thousands (1,234 is 1234)")]
    [InlineData("12.3%|0%|-1 %", "12.3|0|-1", "as percent (12.3% is 12.3)")]
    [InlineData("12,3 %|7,25 %", "12.3|7.25", "with a decimal comma, as percent (12.3% is 12.3)")]
    [InlineData("$1,234.50|-$12|$-3.5", "1234.5|-12|-3.5", "with thousands (1,234 is 1234), with $")]
    [InlineData("1.234,50 €|12 €|0,99 €", "1234.5|12|0.99", "with a decimal comma, with thousands (1.234 is 1234), with €")]
    [InlineData("EUR 5|EUR 7.5", "5|7.5", "with EUR")]
    [InlineData("5 EUR|?|7.5EUR|-", "5|NaN|7.5|NaN", "with EUR")]
    public void Reads_numbers_as_people_write_them(string texts, string numbers, string words)
    {
        var (writing, values) = NumberWriting.Find(texts.Split('|'), MissingMarkers.Usual)!.Value;
        Assert.Equal(numbers.Split('|').Select(n => double.Parse(n, System.Globalization.CultureInfo.InvariantCulture)), values);
        Assert.Equal(words, writing.Words);
        Assert.Equal(values, texts.Split('|').Select(t => writing.Read(t) ?? double.NaN));
    }

    [Theory]
    [InlineData("3,5|2.5")]
    [InlineData("$5|€5")]
    [InlineData("$5|5")]
    [InlineData("12%|12")]
    [InlineData("192.168.100.101|192.168.100.102")]
    [InlineData("1,2,3|4,5")]
    [InlineData("0123,5|1,5")]
    [InlineData("1,5,|2")]
    [InlineData(",|%|$")]
    [InlineData("$|$")]
    [InlineData("1,50 or so|2,5")]
    [InlineData("?|-")]
    [InlineData("1.5,234|1,5")]
    public void Leaves_other_texts_as_they_are(string texts) => Assert.Null(NumberWriting.Find(texts.Split('|'), MissingMarkers.Usual));

    [Fact]
    public void Reads_a_table_with_decimal_commas_like_the_same_with_points_and_remembers_how()
    {
        var points = Dataset.Read(Table("points.csv", ',', '.'), "y");
        var commas = Dataset.Read(Table("commas.csv", ';', ','), "y");
        Assert.Equal(LearningTask.Regression, commas.Task);
        Assert.Equal(points.Target.ToArray(), commas.Target.ToArray());
        Assert.Equal(points.Schema.Select(c => (c.Name, c.Kind, c.Role, c.Minimum, c.Maximum)), commas.Schema.Select(c => (c.Name, c.Kind, c.Role, c.Minimum, c.Maximum)));
        Assert.Equal("Numbers with fractions, written with a decimal comma.", commas.Schema[0].Reason);
        Assert.Contains("numbers written with a decimal comma", commas.Schema[^1].Reason, StringComparison.Ordinal);
        Assert.NotEqual(points.Fingerprint.Ordered, commas.Fingerprint.Ordered);

        var schema = JsonSerializer.Deserialize<TableSchema>(JsonSerializer.Serialize(commas.ToSchema(), JsonRules.Compact), JsonRules.Compact)!;
        var again = Dataset.Read(folder.In("commas.csv"), schema);
        Assert.Equal(commas.Target.ToArray(), again.Target.ToArray());
        Assert.Empty(again.Notes);
        foreach (var (first, second) in commas.Columns.Zip(again.Columns))
        {
            Assert.Equal(Enumerable.Range(0, commas.RowCount).Select(first.Show), Enumerable.Range(0, again.RowCount).Select(second.Show));
        }
    }

    [Fact]
    public void Says_what_a_table_to_predict_writes_otherwise()
    {
        var schema = Dataset.Read(Table("commas.csv", ';', ','), "y").ToSchema();
        var data = Dataset.Read(folder.Write("new.csv", "size;rate;step\n1.5;10%;20%\n2.5;x%;20%\n"), schema);
        Assert.Equal([1.5, 2.5], ((NumberColumn)data.Columns[0]).Values.ToArray());
        Assert.Equal(
            [
                "size: plain numbers, where training had numbers written with a decimal comma; read as they stand.",
                "rate: 1 cells are no numbers written with a decimal comma, as percent (12.3% is 12.3) (such as \"x%\"); read as missing.",
            ],
            data.Notes);
    }

    [Theory]
    [InlineData("1,234|5,678", 1234)]
    [InlineData("1,234|5,67", 1.234)]
    public void Takes_three_digits_after_every_comma_for_thousands_and_any_other_for_decimals(string cycle, double first)
    {
        var texts = cycle.Split('|');
        var rows = string.Concat(Enumerable.Range(0, 60).Select(i => $"{texts[i % 2]};{i}\n"));
        Assert.Equal(first, double.Parse(Dataset.Read(folder.Write("either.csv", "a;y\n" + rows), new ReadOptions { Target = "y", Existing = ["a"] }).Columns[0].Show(0)!, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Keeps_the_text_where_the_user_says_so()
    {
        var options = new ReadOptions { Target = "y", Categorical = ["step"], Text = ["rate"] };
        var data = Dataset.Read(Table("commas.csv", ';', ','), options);
        Assert.Equal(ColumnKind.Text, data.Schema[1].Kind);
        Assert.Equal(["10%", "20%"], ((CategoryColumn)data.Columns[2]).Levels);
        Assert.Null(data.Schema[2].Writing);
    }

    private string Table(string name, char delimiter, char point)
    {
        string Number(double value) => value.ToString("0.0##", System.Globalization.CultureInfo.InvariantCulture).Replace('.', point);
        var percent = point == ',' ? "%" : "";
        var rows = Enumerable.Range(0, 200).Select(i => string.Join(delimiter, Number((i * 37 % 101 / 8.0) - 5), Number(i * 31 % 97 / 4.0) + percent, (i % 2 == 0 ? "10" : "20") + percent, Number((i * 13 % 89) + 0.5)));
        return folder.Write(name, string.Join(delimiter, "size", "rate", "step", "y") + "\n" + string.Join('\n', rows) + "\n");
    }
}
