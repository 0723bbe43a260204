using Assay.Data;
using Assay.Evaluation;
using Assay.Evaluation.Models;
using Assay.Learners;
using Assay.Statistics;

namespace Assay.Tests.Evaluation.Models;

public sealed class ModelSourceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("nothing-here.txt", "There is no file or folder")]
    [InlineData("table.csv", "no model that Assay reads")]
    [InlineData("model.pkl", "pickle runs code")]
    public void Says_what_a_model_can_be(string name, string part)
    {
        folder.Write("table.csv", "a,b\n1,2\n");
        folder.Write("model.pkl", "x");
        var error = Assert.Throws<AssayException>(() => ModelSource.Open(folder.In(name), new ModelSourceOptions()));
        Assert.Equal("model.source-unknown", error.Code);
        Assert.Contains(part, error.Message);
        Assert.Contains("LightGBM", error.Message);
    }

    [Fact]
    public void Every_format_has_a_name_and_knows_its_own_source_only()
    {
        string[] sources = [folder.FullName, "command:python3 score.py", "https://example.org/score", GoldenModels.In("sklearn-forest.onnx"), GoldenModels.In("xgboost-gamma.json"), GoldenModels.In("xgboost-forest.ubj"), folder.Write("m.txt", "tree\nversion=v4\n")];
        string[] expected = ["assay-folder", "command", "http", "onnx", "xgboost", "xgboost", "lightgbm"];
        Assert.Equal(expected.Distinct().Order(), Catalogue<ModelFormat>.All.Select(f => f.Name));
        Assert.All(sources.Zip(expected), s => Assert.Equal(s.Second, Assert.Single(Catalogue<ModelFormat>.All, f => f.Recognises(s.First, File.Exists(s.First) ? File.ReadAllBytes(s.First) : [])).Name));
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData("no", -1)]
    public void A_model_folder_predicts_in_the_tables_order_of_classes(string? positive, int sign)
    {
        var train = Read("yes");
        var learner = Catalogue<Learner>.Find("logistic-regression").Fit(train.All, new FitOptions { Seed = 1 });
        foreach (var (path, content) in PackagedModel.Pack(Describe(train), learner))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.In("model/" + path))!);
            File.WriteAllBytes(folder.In("model/" + path), content);
        }

        using var model = ModelSource.Open(folder.In("model"), new ModelSourceOptions());
        var predicted = model.Predict(Read(positive ?? "yes").All, CancellationToken.None);

        Assert.Equal(learner.Predict(train.All).Select(p => sign > 0 ? p : 1 - p), predicted);
        Assert.Equal(PredictionKind.Probability, model.Kind);
        Assert.Equal(60, model.Time.Rows);
    }

    [Fact]
    public void What_a_model_answers_is_checked()
    {
        Assert.Equal("model.prediction-count", Code([0.5, 0.5], PredictionKind.Probability));
        Assert.Equal("model.prediction-missing", Code([0.5, 0.5, double.NaN, 0.5, 0.5], PredictionKind.Probability));
        Assert.Equal("model.not-probability", Code([0.5, 0.5, 1.1, 0.5, 0.5], PredictionKind.Probability));
        Assert.Null(Code([0.5, 0.5, 1.1, 0.5, 0.5], PredictionKind.Score));
    }

    [Fact]
    public void The_rounding_of_single_precision_is_taken_back()
    {
        using var model = new MeasuredModel(new Fixed([1.0000001, -0.0000001, 0.5, 0.5, 0.5], PredictionKind.Probability), TimeProvider.System);
        Assert.Equal([1, 0, 0.5, 0.5, 0.5], model.Predict(SmallTable.Binary().All, CancellationToken.None));
    }

    private static string? Code(double[] answers, PredictionKind kind)
    {
        using var model = new MeasuredModel(new Fixed(answers, kind), TimeProvider.System);
        return (Record.Exception(() => model.Predict(SmallTable.Binary().All, CancellationToken.None)) as AssayException)?.Code;
    }

    private Dataset Read(string positive)
    {
        var file = folder.Write("rows.csv", "size,rate,y\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{i * 7 % 31}.5,{i * 5 % 53},{(i * 7 % 31 > 12 == (i % 9 != 0) ? "yes" : "no")}\n")));
        return Dataset.Read(file, new ReadOptions { Target = "y", Positive = positive });
    }

    private static ModelSchema Describe(Dataset data) => new()
    {
        Name = "logistic-regression",
        Learner = "logistic-regression",
        Phase = "simple",
        Task = data.Task,
        Classes = data.Classes,
        Columns = data.Schema,
        Fingerprint = data.Fingerprint,
        Metric = "roc-auc",
        Test = new Dictionary<string, Interval>(),
        Settings = new Dictionary<string, string>(),
        Seed = 1,
        Threads = 1,
        Run = "r",
        Environment = new Dictionary<string, string>(),
    };

    private sealed class Fixed(double[] answers, PredictionKind kind) : EvaluatedModel
    {
        public override string Name => "fixed";

        public override PredictionKind Kind => kind;

        public override double[] Predict(Sample rows, CancellationToken cancellation) => [.. answers];
    }
}
