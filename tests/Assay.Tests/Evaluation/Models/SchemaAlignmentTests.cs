using Assay.Data;
using Assay.Evaluation.Models;

namespace Assay.Tests.Evaluation.Models;

public class SchemaAlignmentTests
{
    private static readonly NumberColumn size = new("size", ColumnKind.Number, [1, double.NaN, 3]);
    private static readonly CategoryColumn colour = new("colour", ColumnKind.Category, [0, 1, -1], ["blue", "red"]);

    [Fact]
    public void Copies_nothing_where_the_columns_agree()
    {
        var aligned = SchemaAlignment.Of(Rows(size, colour), Schema(new ColumnInfo("size", ColumnKind.Number, ColumnRole.Feature), Category("colour", "blue", "red")));
        Assert.Same(size, aligned.Columns[0]);
        Assert.Same(colour, aligned.Columns[1]);
    }

    [Fact]
    public void Takes_the_schemas_order_and_leaves_other_columns_and_the_target_out()
    {
        var extra = new NumberColumn("extra", ColumnKind.Number, [7, 8, 9]);
        var rows = Rows(extra, size, colour);
        var aligned = SchemaAlignment.Of(rows, Schema(Category("colour", "blue", "red"), new("size", ColumnKind.Number, ColumnRole.Feature)));
        Assert.Equal(["colour", "size"], aligned.Columns.Select(c => c.Name));
        Assert.Equal(["colour", "size"], aligned.Schema.Select(c => c.Name));
        Assert.Equal(rows.Target, aligned.Target);
        Assert.Equal(["extra", "size", "colour", "y"], rows.Columns.Select(c => c.Name));
    }

    [Fact]
    public void Turns_names_into_the_schemas_codes_and_unknown_ones_into_nothing()
    {
        var names = new CategoryColumn("colour", ColumnKind.Category, [0, 1, 2], ["blue", "pink", "red"]);
        var aligned = Assert.IsType<CategoryColumn>(SchemaAlignment.Of(Rows(names), Schema(Category("colour", "amber", "blue", "red"))).Columns[0]);
        Assert.Equal([1, -1, 2], aligned.Codes.ToArray());
        Assert.Equal(["amber", "blue", "red"], aligned.Levels);
        Assert.Equal([0, 1, 2], names.Codes.ToArray());
    }

    [Fact]
    public void Reads_numbers_and_texts_as_the_names_they_were_in_training()
    {
        var zip = new NumberColumn("zip", ColumnKind.OrderedCode, [8001, 3000, double.NaN]);
        var note = new TextColumn("note", ColumnKind.Text, ["b", null, "x"]);
        var aligned = SchemaAlignment.Of(Rows(zip, note), Schema(Category("zip", "3000", "8001"), Category("note", "a", "b")));
        Assert.Equal([1, 0, -1], Assert.IsType<CategoryColumn>(aligned.Columns[0]).Codes.ToArray());
        Assert.Equal([1, -1, -1], Assert.IsType<CategoryColumn>(aligned.Columns[1]).Codes.ToArray());
    }

    [Fact]
    public void Reads_names_that_are_numbers_as_the_numbers_they_were_in_training()
    {
        var flag = new CategoryColumn("flag", ColumnKind.Boolean, [0, 1, -1], ["0", "1"]);
        var aligned = Assert.IsType<NumberColumn>(SchemaAlignment.Of(Rows(flag), Schema(new ColumnInfo("flag", ColumnKind.OrderedCode, ColumnRole.Feature))).Columns[0]);
        Assert.Equal([0, 1, double.NaN], aligned.Values.ToArray());
        Assert.Equal(ColumnKind.OrderedCode, aligned.Kind);
    }

    [Fact]
    public void Gives_numbers_the_schemas_kind_without_a_copy()
    {
        var aligned = Assert.IsType<NumberColumn>(SchemaAlignment.Of(Rows(size), Schema(new ColumnInfo("size", ColumnKind.OrderedCode, ColumnRole.Feature))).Columns[0]);
        Assert.Equal(ColumnKind.OrderedCode, aligned.Kind);
        Assert.True(aligned.Values == size.Values);
    }

    [Fact]
    public void Reads_anything_as_text_where_training_had_text()
    {
        var aligned = SchemaAlignment.Of(Rows(size, colour), Schema(new ColumnInfo("size", ColumnKind.Text, ColumnRole.Feature), new("colour", ColumnKind.Text, ColumnRole.Feature)));
        Assert.Equal(["1", null, "3"], Assert.IsType<TextColumn>(aligned.Columns[0]).Values.ToArray());
        Assert.Equal(["blue", "red", null], Assert.IsType<TextColumn>(aligned.Columns[1]).Values.ToArray());
    }

    [Fact]
    public void Refuses_names_where_training_had_numbers()
    {
        var error = Assert.Throws<AssayException>(() => SchemaAlignment.Of(Rows(colour), Schema(new ColumnInfo("colour", ColumnKind.Number, ColumnRole.Feature))));
        Assert.Equal("data.column-kind", error.Code);
        Assert.Contains("colour", error.Message);
    }

    [Theory]
    [InlineData(ColumnRole.Feature, ColumnKind.Number, true)]
    [InlineData(ColumnRole.Time, ColumnKind.Date, true)]
    [InlineData(ColumnRole.Time, ColumnKind.Number, false)]
    [InlineData(ColumnRole.Dropped, ColumnKind.Number, false)]
    [InlineData(ColumnRole.RowId, ColumnKind.Identifier, false)]
    [InlineData(ColumnRole.Existing, ColumnKind.Number, false)]
    public void Only_what_the_model_looks_at_must_be_there(ColumnRole role, ColumnKind kind, bool needed)
    {
        var schema = Schema(new ColumnInfo("size", ColumnKind.Number, ColumnRole.Feature), new("sizes", kind, role));
        var error = Record.Exception(() => SchemaAlignment.Of(Rows(size), schema));
        Assert.Equal(needed, error is AssayException { Code: "data.column-missing" });
        Assert.Equal(needed, error is not null);
    }

    [Fact]
    public void A_column_that_is_no_feature_may_hold_anything()
    {
        var aligned = SchemaAlignment.Of(Rows(colour), Schema(new ColumnInfo("colour", ColumnKind.Number, ColumnRole.Dropped)));
        Assert.Same(colour, aligned.Columns[0]);
    }

    private static Dataset Rows(params Column[] columns) => SmallTable.Of(LearningTask.Binary, ["no", "yes"], [0, 1, 1], columns);

    private static ColumnInfo Category(string name, params string[] levels) => new(name, ColumnKind.Category, ColumnRole.Feature) { Levels = levels };

    private static TableSchema Schema(params ColumnInfo[] columns) => new([.. columns, new("y", ColumnKind.Boolean, ColumnRole.Target)], LearningTask.Binary, ["no", "yes"]);
}
