using System.Collections;
using Assay.Data;

namespace Assay.Tests.Data;

public class InferenceTests
{
    private const int Rows = 400;

    [Theory]
    [InlineData("postcode", ColumnKind.Category)]
    [InlineData("rating", ColumnKind.OrderedCode)]
    [InlineData("TrafficType", ColumnKind.Category)]
    public void Takes_few_whole_numbers_for_codes_and_reads_the_name_for_their_order(string name, ColumnKind kind) =>
        Assert.Equal(kind, Info(name, Cells(i => (i * 7) % 11)).Kind);

    [Fact]
    public void Never_takes_a_measured_number_for_a_key_however_distinct() =>
        Assert.Equal(ColumnKind.Number, Info("energy_id", Cells(i => (i * 0.731) + 0.5)).Kind);

    [Fact]
    public void Takes_a_count_of_the_rows_for_a_key() =>
        Assert.Equal((ColumnKind.Identifier, ColumnRole.RowId), Of(Info("instant", Cells(i => i + 1))));

    [Fact]
    public void Takes_a_key_that_repeats_for_an_entity_and_proposes_it_as_group()
    {
        var info = Info("patient_nbr", Cells(i => 1000 + (i / 2 * 37)));
        Assert.Equal((ColumnKind.Identifier, ColumnRole.Dropped), Of(info));
        Assert.Equal("Named like a key and its 200 values repeat (2.00 rows each): names an entity, a candidate for --group.", info.Reason);
    }

    [Fact]
    public void Keeps_leading_zeros_as_names() => Assert.Equal(ColumnKind.Category, Info("area", Texts(i => $"0{i % 9}1")).Kind);

    [Fact]
    public void Reads_markers_of_missing_beside_numbers_but_not_beside_names()
    {
        Assert.Equal((ColumnKind.Number, 100L), (Info("size", Texts(i => i % 4 == 0 ? "None" : $"{i}.5")).Kind, Info("size", Texts(i => i % 4 == 0 ? "None" : $"{i}.5")).Missing));
        Assert.Equal(0, Info("result", Texts(i => i % 4 == 0 ? "None" : $"level {i % 3}")).Missing);
    }

    [Theory]
    [InlineData("yyyy-MM-dd")]
    [InlineData("dd.MM.yyyy")]
    [InlineData("M/d/yyyy")]
    [InlineData("yyyy-MM-ddTHH:mm:ssZ")]
    public void Reads_dates_as_they_are_commonly_written(string format) =>
        Assert.Equal(ColumnKind.Date, Info("day", Texts(i => new DateTime(2020, 1, 1).AddDays(i).ToString(format, System.Globalization.CultureInfo.InvariantCulture))).Kind);

    [Fact]
    public void Tells_free_text_from_names()
    {
        Assert.Equal(ColumnKind.Text, Info("note", Texts(i => $"the customer called {i} times today")).Kind);
        Assert.Equal(ColumnKind.Category, Info("road", Texts(i => $"the long road {i % 20}")).Kind);
    }

    [Theory]
    [InlineData("0,1", "1")]
    [InlineData("-1,1", "1")]
    [InlineData("good,bad", "bad")]
    [InlineData("No,Yes", "Yes")]
    [InlineData("true,false", "true")]
    [InlineData("a,a,b", "b")]
    [InlineData("1,1,2", "2")]
    [InlineData("1,2,2", "1")]
    public void Chooses_the_positive_class_by_its_name_else_the_rarer(string cycle, string positive)
    {
        var values = cycle.Split(',');
        var data = Dataset.FromColumns("rows", new ReadOptions { Target = "y" }, ("a", Cells(i => i * 0.5)), ("y", Texts(i => values[i % values.Length])));
        Assert.Equal(positive, data.Classes[1]);
        Assert.Equal(LearningTask.Binary, data.Task);
    }

    [Fact]
    public void Takes_many_distinct_whole_numbers_for_an_amount_and_few_for_classes()
    {
        Assert.Equal(LearningTask.Regression, Task(Cells(i => (i * 31) % 97)));
        Assert.Equal(LearningTask.Multiclass, Task(Cells(i => i % 5)));
        Assert.Equal(LearningTask.Regression, Task(Cells(i => (i % 5) + 0.5)));
    }

    [Fact]
    public void Lets_the_user_decide()
    {
        var options = new ReadOptions { Target = "y", Task = LearningTask.Regression, Categorical = ["a"], Drop = ["b"], Existing = ["c"], Weight = "w", Group = "g" };
        var data = Dataset.FromColumns(
            "rows", options, ("a", Cells(i => i % 50)), ("b", Cells(i => i * 0.1)), ("c", Cells(i => i * 0.2)), ("w", Cells(i => i % 2)), ("g", Texts(i => $"g{i / 4}")), ("y", Cells(i => i % 5)));
        Assert.Equal(LearningTask.Regression, data.Task);
        Assert.Equal([ColumnRole.Feature, ColumnRole.Dropped, ColumnRole.Existing, ColumnRole.Weight, ColumnRole.Group, ColumnRole.Target], data.Schema.Select(c => c.Role));
        Assert.Equal(ColumnKind.Category, data.Columns[0].Kind);
        Assert.Equal([0, 1, 0, 1], data.Weights.ToArray()[..4]);
    }

    [Fact]
    public void Refuses_one_column_in_two_roles() => Assert.Equal(
        "usage.role-twice: Column \"a\" is asked for both as group and as dropped. Choose one.",
        Assert.Throws<AssayException>(() => Dataset.FromColumns("rows", new ReadOptions { Target = "y", Group = "a", Drop = ["a"] }, ("a", Cells(i => i)), ("y", Cells(i => i % 2)))).Message);

    [Fact]
    public void Makes_a_row_of_every_object()
    {
        var data = Dataset.FromRows("loans", Enumerable.Range(0, Rows).Select(i => new { Age = 20 + (i % 50), Since = new DateTime(2020, 1, 1).AddDays(i), Default = i % 3 == 0 }), new ReadOptions { Target = "Default" });
        Assert.Equal(["Age", "Since", "Default"], data.Columns.Select(c => c.Name));
        Assert.Equal(["false", "true"], data.Classes);
        Assert.Equal("2020-01-02 00:00:00", data.Columns[1].Show(1));
    }

    [Fact]
    public void Counts_distinct_numbers_exactly_and_estimates_them_within_three_percent()
    {
        var values = Enumerable.Range(0, 600_000).Select(i => (double)((i * 48271L) % 100_003)).ToArray();
        Assert.Equal(100_003, DistinctCount.Of(values));
        Assert.True(DistinctCount.About(values).IsEstimate);
        Assert.InRange(DistinctCount.About(values).Count, 97_000, 103_000);
        Assert.Equal((2, false), DistinctCount.About([0.0, -0.0, double.NaN, 1.0, 1.0]));
    }

    private static ColumnInfo Info(string name, IEnumerable cells) =>
        Dataset.FromColumns("rows", new ReadOptions { Target = "y" }, (name, cells), ("y", Cells(i => i % 2))).Schema[0];

    private static LearningTask Task(IEnumerable target) =>
        Dataset.FromColumns("rows", new ReadOptions { Target = "y" }, ("a", Cells(i => i * 0.5)), ("y", target)).Task;

    private static (ColumnKind Kind, ColumnRole Role) Of(ColumnInfo info) => (info.Kind, info.Role);

    private static double[] Cells(Func<int, double> value) => [.. Enumerable.Range(0, Rows).Select(value)];

    private static string[] Texts(Func<int, string> value) => [.. Enumerable.Range(0, Rows).Select(value)];

    [Theory]
    [InlineData(12_345, false, "12,345")]
    [InlineData(12_345, true, "about 12,300")]
    [InlineData(12_350, true, "about 12,400")]
    [InlineData(999_600, true, "about 1,000,000")]
    public void Says_of_an_estimate_only_the_digits_it_supports(long count, bool isEstimate, string said) =>
        Assert.Equal(said, DistinctCount.Say(count, isEstimate));

    [Fact]
    public void A_column_says_whether_its_distinct_values_were_estimated()
    {
        var values = Enumerable.Range(0, DistinctCount.AlwaysExact + 1).Select(i => (i * 7919L % 100_003) + 0.5).ToArray();
        var profile = ColumnProfile.Of(new CleanColumn(new RawNumbers("x", "DOUBLE", values), [], 0, 0));
        Assert.True(profile.DistinctIsEstimate);
        Assert.False(ColumnProfile.Of(new CleanColumn(new RawNumbers("x", "DOUBLE", values[..1000]), [], 0, 0)).DistinctIsEstimate);
    }
}
