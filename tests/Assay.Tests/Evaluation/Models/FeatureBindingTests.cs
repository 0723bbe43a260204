using Assay.Data;
using Assay.Evaluation.Models;

namespace Assay.Tests.Evaluation.Models;

public class FeatureBindingTests
{
    private static readonly ModelSourceOptions none = new();

    [Fact]
    public void Finds_columns_by_name_however_the_model_spelt_them() =>
        Assert.Equal([double.NaN, -3, 1], Row(3, "size").Concat(Row(2, "size")).Concat(Row(0, "size")));

    [Fact]
    public void Codes_names_by_the_levels_of_the_model_or_those_told()
    {
        var request = new FeatureRequest("main_colour", ["red", "blue, dark"]);
        Assert.Equal([1, double.NaN, 0, double.NaN, 1], Column(request, none));
        var told = none with { Levels = new Dictionary<string, IReadOnlyList<string>> { ["main colour"] = ["green", "red", "blue, dark"] } };
        Assert.Equal([2, 0, 1, double.NaN, 2], Column(request, told));
    }

    [Fact]
    public void Reads_truth_values_as_one_and_zero() => Assert.Equal([0, 1, 1, 0, 0.0], Column(new("new", []), none));

    [Theory]
    [InlineData("main colour_red")]
    [InlineData("main_colour=red")]
    public void A_level_of_a_column_is_one_or_zero(string feature) => Assert.Equal([0, 0, 1, 0, 0.0], Column(new(feature, []), none));

    [Fact]
    public void Levels_made_of_numbers_are_found_too() =>
        Assert.Equal([1, 0, 0, 0, 0.0], Column(new("size_1", []), none));

    [Fact]
    public void Codes_texts_and_numbers_when_levels_are_told()
    {
        var told = none with { Levels = new Dictionary<string, IReadOnlyList<string>> { ["size"] = ["-3.0", "1"], ["note"] = ["ü"] } };
        Assert.Equal([1, double.NaN, 0, double.NaN, double.NaN], Column(new("size", []), told));
        Assert.Equal([double.NaN, double.NaN, double.NaN, double.NaN, 0], Column(new("note", []), told));
    }

    [Fact]
    public void Names_without_levels_are_refused()
    {
        var error = Assert.Throws<AssayException>(() => Column(new("main colour", []), none));
        Assert.Equal("model.levels-needed", error.Code);
        Assert.Contains("blue, dark", error.Message);
    }

    [Fact]
    public void A_missing_column_is_named_with_the_nearest()
    {
        var error = Assert.Throws<AssayException>(() => Column(new("sise", []), none));
        Assert.Equal("data.column-missing", error.Code);
        Assert.Contains("Did you mean \"size\"?", error.Message);
    }

    [Fact]
    public void Told_columns_go_before_the_models_names_and_must_be_as_many()
    {
        Assert.Equal([1, 2.5, -3, double.NaN, 1e20], Column(new("something", []), none with { Features = ["size"] }));
        Assert.Equal("usage.features", Assert.Throws<AssayException>(() => Column(new("size", []), none with { Features = ["size", "new"] })).Code);
    }

    [Fact]
    public void The_target_is_never_a_feature() =>
        Assert.Equal("data.column-missing", Assert.Throws<AssayException>(() => Column(new("y", []), none)).Code);

    private static double[] Row(int row, string feature)
    {
        double[] cells = [0];
        FeatureBinding.Of(SmallTable.Binary(), [new(feature, [])], none).Write([row], cells);
        return cells;
    }

    private static double[] Column(FeatureRequest feature, ModelSourceOptions options)
    {
        var cells = new double[5];
        FeatureBinding.Of(SmallTable.Binary(), [feature], options).Write([0, 1, 2, 3, 4], cells);
        return cells;
    }
}
