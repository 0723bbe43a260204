using Assay.Data;
using Assay.Evaluation;
using Assay.Evaluation.Models;

namespace Assay.Tests.Evaluation.Models;

public class OnnxModelTests
{
    private static readonly System.Text.Json.JsonElement golden = GoldenModels.Document("sklearn.json");
    private static readonly string[] numbers = ["education_num", "capital_gain", "capital_loss"];

    [Theory]
    [InlineData("zipmap", 1e-6)]
    [InlineData("columns", 1e-6)]
    public void Predicts_what_scikit_learn_predicts_whichever_class_is_positive(string name, double tolerance)
    {
        var expected = GoldenModels.Numbers(golden.GetProperty(name));
        using var model = Open(name);
        var predicted = model.Predict(GoldenModels.Rows().All, CancellationToken.None);
        var turned = model.Predict(GoldenModels.Rows(positive: "<=50K").All, CancellationToken.None);
        Assert.All(expected.Zip(predicted), p => Assert.Equal(p.First, p.Second, tolerance));
        Assert.All(expected.Zip(turned), p => Assert.Equal(1 - p.First, p.Second, tolerance));
        Assert.Equal(PredictionKind.Probability, model.Kind);
        Assert.Empty(model.Notes);
    }

    [Theory]
    [InlineData("forest")]
    [InlineData("forest-tensor")]
    public void Puts_several_classes_into_the_tables_order(string name)
    {
        var expected = GoldenModels.Numbers(golden.GetProperty("forest"));
        var data = GoldenModels.Rows() with { Task = LearningTask.Multiclass, Classes = ["2", "0", "1"] };
        using var model = Open(name);
        var predicted = model.Predict(data.All, CancellationToken.None);
        for (var row = 0; row < 400; row++)
        {
            Assert.Equal(expected[(row * 3) + 2], predicted[row * 3], 1e-6);
            Assert.Equal(expected[row * 3], predicted[(row * 3) + 1], 1e-6);
            Assert.Equal(expected[(row * 3) + 1], predicted[(row * 3) + 2], 1e-6);
        }
    }

    [Fact]
    public void Fills_up_a_batch_whose_size_the_file_fixes()
    {
        using var model = Open("regression");
        var rows = Enumerable.Range(0, 37).ToArray();
        var data = GoldenModels.Rows("capital_gain", null);
        data = data with { Task = LearningTask.Regression, Classes = [], Target = new double[data.RowCount], Schema = [.. data.Schema.Select(c => c with { Role = ColumnRole.Feature })] };
        var predicted = model.Predict(new Sample(data, rows), CancellationToken.None);
        Assert.All(GoldenModels.Numbers(golden.GetProperty("regression")).Take(37).Zip(predicted), p => Assert.Equal(p.First, p.Second, 1e-4));
        Assert.Equal(PredictionKind.Value, model.Kind);
    }

    [Fact]
    public void Takes_a_label_when_there_is_nothing_else()
    {
        using var model = Open("label");
        Assert.Equal(GoldenModels.Numbers(golden.GetProperty("label")), model.Predict(GoldenModels.Rows().All, CancellationToken.None));
        Assert.Equal(PredictionKind.Label, model.Kind);
    }

    [Fact]
    public void Takes_scores_when_told_and_refuses_them_as_probabilities()
    {
        using var told = Open("score", new ModelSourceOptions { Features = numbers, Kind = PredictionKind.Score });
        Assert.All(GoldenModels.Numbers(golden.GetProperty("score")).Zip(told.Predict(GoldenModels.Rows().All, CancellationToken.None)), p => Assert.Equal(p.First, p.Second, 1e-10));
        using var untold = Open("score");
        Assert.Equal("model.not-probability", Assert.Throws<AssayException>(() => untold.Predict(GoldenModels.Rows().All, CancellationToken.None)).Code);
    }

    [Fact]
    public void A_tensor_without_names_needs_a_table_of_as_many_columns_or_to_be_told()
    {
        using var model = Open("zipmap", new ModelSourceOptions());
        var error = Assert.Throws<AssayException>(() => model.Predict(GoldenModels.Rows().All, CancellationToken.None));
        Assert.Equal("model.features-count", error.Code);

        var all = GoldenModels.Rows();
        var own = all with { Columns = [.. numbers.Append("income").Select(n => all.Columns.First(c => c.Name == n))], Schema = [.. numbers.Append("income").Select(n => all.Schema.First(c => c.Name == n))] };
        Assert.All(GoldenModels.Numbers(golden.GetProperty("zipmap")).Zip(model.Predict(own.All, CancellationToken.None)), p => Assert.Equal(p.First, p.Second, 1e-6));
        Assert.Contains("education_num, capital_gain, capital_loss", Assert.Single(model.Notes));
    }

    [Fact]
    public void Names_the_inputs_when_columns_are_missing()
    {
        var all = GoldenModels.Rows();
        using var model = Open("columns", new ModelSourceOptions());
        var error = Assert.Throws<AssayException>(() => model.Predict((all with { Columns = [.. all.Columns.Skip(5)], Schema = [.. all.Schema.Skip(5)] }).All, CancellationToken.None));
        Assert.Equal("model.inputs", error.Code);
        Assert.Contains("workclass (String [-1, 1])", error.Message);
    }

    [Fact]
    public void A_model_of_another_target_is_refused()
    {
        using var model = Open("forest");
        Assert.Equal("model.classes-differ", Assert.Throws<AssayException>(() => model.Predict(GoldenModels.Rows().All, CancellationToken.None)).Code);
        using var regression = Open("regression");
        var data = GoldenModels.Rows() with { Task = LearningTask.Multiclass, Classes = ["2", "0", "1"] };
        Assert.Equal("model.outputs", Assert.Throws<AssayException>(() => regression.Predict(data.All, CancellationToken.None)).Code);
    }

    [Fact]
    public void A_broken_file_is_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.In("broken.onnx"), [.. File.ReadAllBytes(GoldenModels.In("sklearn-forest.onnx")).Take(300)]);
        Assert.Equal("model.file-broken", Assert.Throws<AssayException>(() => ModelSource.Open(folder.In("broken.onnx"), new ModelSourceOptions())).Code);
    }

    [Theory]
    [InlineData("zipmap", "<=50K|>50K")]
    [InlineData("forest", "0|1|2")]
    [InlineData("forest-tensor", "0|1|2")]
    [InlineData("regression", "")]
    public void Finds_the_classes_a_file_lists(string name, string classes) =>
        Assert.Equal(classes.Split('|', StringSplitOptions.RemoveEmptyEntries), OnnxClassLabels.Of(File.ReadAllBytes(GoldenModels.In($"sklearn-{name}.onnx"))));

    private static EvaluatedModel Open(string name, ModelSourceOptions? options = null) =>
        ModelSource.Open(GoldenModels.In($"sklearn-{name}.onnx"), options ?? new ModelSourceOptions { Features = name == "columns" ? [] : numbers });
}
