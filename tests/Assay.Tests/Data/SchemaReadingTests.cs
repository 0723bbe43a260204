using System.Text.Json;
using Assay.Data;

namespace Assay.Tests.Data;

public sealed class SchemaReadingTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Reads_the_training_file_itself_to_the_same_cells()
    {
        var adult = Dataset.Read(TestData.Adult, "income");
        var again = Dataset.Read(TestData.Adult, adult.ToSchema());
        Assert.Equal(adult.Target.ToArray(), again.Target.ToArray());
        Assert.Equal(adult.Fingerprint.Ordered, again.Fingerprint.Ordered);
        Assert.Empty(again.Notes);
        foreach (var (first, second) in adult.Columns.Zip(again.Columns))
        {
            Assert.Equal((first.Name, first.Kind), (second.Name, second.Kind));
            Assert.All(Enumerable.Range(0, 1000), row => Assert.Equal(first.Show(row), second.Show(row)));
        }
    }

    [Fact]
    public void Takes_columns_by_name_ignores_more_and_says_what_training_never_saw()
    {
        var schema = Small().ToSchema();
        var data = Dataset.Read(folder.Write("new.csv", "extra,city,age\nx,Rome,20\ny,Bonn,99\nz,,abc\n"), schema);
        Assert.Equal(["age", "city", "y"], data.Columns.Select(c => c.Name));
        Assert.Equal([20, 99, double.NaN], ((NumberColumn)data.Columns[0]).Values.ToArray());
        Assert.Equal([-1, 0, -1], ((CategoryColumn)data.Columns[1]).Codes.ToArray());
        Assert.All(data.Target.ToArray(), t => Assert.True(double.IsNaN(t)));
        Assert.Equal(
            [
                "age: 1 cells are no numbers (such as \"abc\"); read as missing.",
                "age: 1 values lie outside the 20 to 49 of training.",
                "city: 1 cells hold names never seen in training (such as \"Rome\"); read as missing.",
            ],
            data.Notes);
    }

    [Fact]
    public void Refuses_a_file_without_a_feature() => Assert.Equal(
        "data.column-missing: Column \"city\" is not in new.csv (columns: age, town, citty). Did you mean \"citty\"?",
        Assert.Throws<AssayException>(() => Dataset.Read(folder.Write("new.csv", "age,town,citty\n1,a,b\n"), Small().ToSchema())).Message);

    [Fact]
    public void Names_every_column_that_is_missing_at_once() => Assert.Equal(
        "data.column-missing: Columns \"age\", \"city\" are not in new.csv (columns: agee, town). For \"age\", did you mean \"agee\"?",
        Assert.Throws<AssayException>(() => Dataset.Read(folder.Write("new.csv", "agee,town\n1,a\n"), Small().ToSchema())).Message);

    [Fact]
    public void Reads_a_file_of_names_only_as_a_table_without_rows() =>
        Assert.Equal(0, Dataset.Read(folder.Write("new.csv", "age,city\n"), Small().ToSchema()).RowCount);

    [Fact]
    public void Needs_the_date_whose_calendar_training_used()
    {
        var rows = string.Concat(Enumerable.Range(0, 60).Select(i => $"{new DateTime(2024, 1, 1).AddHours(i):yyyy-MM-dd HH:mm:ss},{i % 7}.5,{i % 13}.25\n"));
        var schema = Dataset.Read(folder.Write("train.csv", "ts,x,y\n" + rows), new ReadOptions { Target = "y", Time = "ts" }).ToSchema();
        Assert.Equal("data.column-missing", Assert.Throws<AssayException>(() => Dataset.Read(folder.Write("new.csv", "x\n1.5\n"), schema)).Code);
        Assert.Equal("ts", Assert.Single(Dataset.Read(folder.Write("new.csv", "x,ts\n1.5,2025-01-01 05:00:00\n"), schema).Calendar).Name);
    }

    [Fact]
    public void Refuses_names_where_training_had_numbers() => Assert.Equal(
        "data.column-kind: Column \"age\" of new.csv holds text such as \"old\", but the model was trained on numbers there.",
        Assert.Throws<AssayException>(() => Dataset.Read(folder.Write("new.csv", "age,city\nold,Bonn\nyoung,Bonn\n"), Small().ToSchema())).Message);

    [Fact]
    public void Survives_being_written_as_json()
    {
        var schema = Small().ToSchema();
        var back = JsonSerializer.Deserialize<TableSchema>(JsonSerializer.Serialize(schema, JsonRules.Compact), JsonRules.Compact)!;
        Assert.Equal(schema.Classes, back.Classes);
        Assert.Equal(schema.Columns.Select(c => (c.Name, c.Kind, c.Role, c.Minimum, c.Maximum)), back.Columns.Select(c => (c.Name, c.Kind, c.Role, c.Minimum, c.Maximum)));
        Assert.Equal(schema.Columns[1].Levels, back.Columns[1].Levels);
    }

    private Dataset Small() => Dataset.Read(
        folder.Write("train.csv", "age,city,y\n" + string.Concat(Enumerable.Range(0, 300).Select(i => $"{20 + (i * 7 % 30)}.0,{new[] { "Bonn", "Kiel", "Ulm" }[i % 3]},{(i % 4 == 0 ? "yes" : "no")}\n"))), "y");
}
