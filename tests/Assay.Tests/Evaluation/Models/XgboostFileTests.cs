using System.Text;
using Assay.Evaluation;
using Assay.Evaluation.Models;

namespace Assay.Tests.Evaluation.Models;

public class XgboostFileTests
{
    // Two features; the root sends the codes 1 and 33 of feature 1 right; below it feature 0 at 0.5, missing right.
    private const string Small = """
        {"learner":{"feature_names":["size","colour"],"gradient_booster":{"model":{"tree_info":[0],"trees":[{"left_children":[1,3,-1,-1,-1],
        "right_children":[2,4,-1,-1,-1],"split_indices":[1,0,0,0,0],"split_conditions":[0,0.5,3,1,2],"default_left":[1,0,0,0,0],
        "categories":[1,33],"categories_nodes":[0],"categories_segments":[0],"categories_sizes":[2]}]},"name":"gbtree"},
        "learner_model_param":{"base_score":"5E-1","num_class":"0","num_feature":"2"},"objective":{"name":"reg:squarederror"}},"version":[1,7,4]}
        """;

    public static TheoryData<string> Cases => [.. GoldenModels.Document("xgboost.json").GetProperty("cases").EnumerateObject().Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Predicts_what_XGBoost_predicts(string name)
    {
        var golden = GoldenModels.Document("xgboost.json").GetProperty("cases").GetProperty(name);
        var file = XgboostFile.Read(File.ReadAllBytes(GoldenModels.In(golden.GetProperty("file").GetString()!)), name);
        var data = GoldenModels.Rows();
        var binding = FeatureBinding.Of(data, file.Features, new ModelSourceOptions { Levels = GoldenModels.Levels() });
        var features = new double[data.RowCount * file.Trees.Width];
        binding.Write(data.All.Rows, features);
        var expected = GoldenModels.Numbers(golden.GetProperty("predicted"));
        var predicted = new double[expected.Length];

        file.Predict(features, predicted);

        Assert.Equal(400 * file.Trees.Start.Length, expected.Length);
        Assert.All(expected.Zip(predicted), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 1e-6 * Math.Max(1, Math.Abs(pair.First))));
    }

    [Theory]
    [InlineData(0.4, 0, 1.5)]
    [InlineData(0.5, 0, 2.5)]
    [InlineData(double.NaN, 0, 2.5)]
    [InlineData(0.4, 1, 3.5)]
    [InlineData(0.4, 33, 3.5)]
    [InlineData(0.4, 34, 1.5)]
    [InlineData(0.4, -1, 1.5)]
    [InlineData(0.4, double.NaN, 1.5)]
    public void Decides_as_worked_by_hand(double size, double colour, double expected)
    {
        double[] predicted = [0];
        XgboostFile.Read(Encoding.UTF8.GetBytes(Small), "small").Predict([size, colour], predicted);
        Assert.Equal(expected, predicted[0]);
    }

    // What the file says is taken from memory, so a few letters must not ask for all of it.
    [Theory]
    [InlineData("\"num_feature\":\"2\"", "\"num_feature\":\"2000000000\"")]
    [InlineData("\"num_class\":\"0\"", "\"num_class\":\"2000000000\"")]
    [InlineData("\"num_feature\":\"2\"", "\"num_feature\":\"-1\"")]
    public void Refuses_sizes_no_model_has(string plain, string enormous) =>
        Assert.Equal("model.file-broken", Assert.Throws<AssayException>(() => XgboostFile.Read(Encoding.UTF8.GetBytes(Small.Replace(plain, enormous)), "small")).Code);

    [Fact]
    public void Reads_a_base_score_in_brackets() =>
        Assert.Equal([0.5], XgboostFile.Read(Encoding.UTF8.GetBytes(Small.Replace("5E-1", "[5E-1]")), "small").Trees.Start);

    // XGBoost writes them bare; in a name they are letters like any others.
    [Fact]
    public void Reads_numbers_that_are_not_finite()
    {
        var text = Small.Replace("\"size\"", "\"NaN \\\\\"").Replace("\"split_conditions\":[0,0.5", "\"split_conditions\":[NaN,Infinity");
        var file = XgboostFile.Read(Encoding.UTF8.GetBytes(text), "small");
        double[] predicted = [0];
        file.Predict([1e30, 0], predicted);
        Assert.Equal(1.5, predicted[0]);
        Assert.Equal("NaN \\", file.Features[0].Name);
    }

    [Theory]
    [InlineData("\"left_children\":[1,3", "\"left_children\":[1,1", "model.file-broken")]
    [InlineData("\"split_indices\":[1", "\"split_indices\":[2", "model.file-broken")]
    [InlineData("\"left_children\":[1", "\"left_children\":[9", "model.file-broken")]
    [InlineData("\"tree_info\":[0]", "\"tree_info\":[1]", "model.file-broken")]
    [InlineData("gbtree", "gblinear", "model.unsupported")]
    [InlineData("reg:squarederror", "my:own", "model.unsupported")]
    public void Refuses_a_broken_file(string right, string wrong, string code)
    {
        Assert.Contains(right, Small);
        Assert.Equal(code, Assert.Throws<AssayException>(() => XgboostFile.Read(Encoding.UTF8.GetBytes(Small.Replace(right, wrong)), "small")).Code);
    }

    [Fact]
    public void A_cut_file_is_refused_wherever_it_is_cut()
    {
        var whole = File.ReadAllBytes(GoldenModels.In("xgboost-binary-logistic.ubj"));
        foreach (var length in Enumerable.Range(1, 60).Select(i => i * whole.Length / 61))
        {
            Assert.Equal("model.file-broken", Assert.Throws<AssayException>(() => XgboostFile.Read(whole.AsSpan(0, length), "cut")).Code);
        }
    }

    [Fact]
    public void Is_opened_by_its_content_and_predicts_in_the_tables_order_of_classes()
    {
        var golden = GoldenModels.Numbers(GoldenModels.Document("xgboost.json").GetProperty("cases").GetProperty("binary-logistic").GetProperty("predicted"));
        var data = GoldenModels.Rows();
        var turned = GoldenModels.Rows(positive: "<=50K");
        var options = new ModelSourceOptions { Levels = GoldenModels.Levels() };

        using var model = ModelSource.Open(GoldenModels.In("xgboost-binary-logistic.ubj"), options);
        var predicted = model.Predict(data.All, CancellationToken.None);
        using var told = ModelSource.Open(GoldenModels.In("xgboost-binary-logistic.ubj"), options with { Classes = ["<=50K", ">50K"] });

        Assert.Equal(PredictionKind.Probability, model.Kind);
        Assert.All(predicted.Zip(golden), p => Assert.Equal(p.Second, p.First, 1e-6));
        Assert.All(told.Predict(turned.All, CancellationToken.None).Zip(golden), p => Assert.Equal(1 - p.Second, p.First, 1e-6));
        Assert.Contains("<=50K, >50K", Assert.Single(model.Notes));
        Assert.Empty(told.Notes);
        Assert.Equal(400, model.Time.Rows);
        Assert.True(model.Time.ARow > TimeSpan.Zero);
    }

    [Fact]
    public void Asks_for_the_levels_it_does_not_know()
    {
        using var model = ModelSource.Open(GoldenModels.In("xgboost-binary-logistic.ubj"), new ModelSourceOptions());
        var error = Assert.Throws<AssayException>(() => model.Predict(GoldenModels.Rows().All, CancellationToken.None));
        Assert.Equal("model.levels-needed", error.Code);
        Assert.Contains("workclass", error.Message);
    }
}
