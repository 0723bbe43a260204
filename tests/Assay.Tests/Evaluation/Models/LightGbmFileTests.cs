using System.Text;
using Assay.Data;
using Assay.Evaluation;
using Assay.Evaluation.Models;
using Assay.Learners.Trees;
using Assay.Numerics;

namespace Assay.Tests.Evaluation.Models;

public class LightGbmFileTests
{
    private static readonly string[] taken = ["age", "workclass", "education_num", "marital_status", "occupation", "capital_gain", "capital_loss", "hours_per_week", "native_country"];
    private static readonly Dataset adult = Dataset.Read(TestData.Adult, new ReadOptions { Target = "income", Positive = ">50K", Threads = 1 });

    [Theory]
    [InlineData("objective=binary")]
    [InlineData("objective=binary sigmoid=0.7 zero_as_missing=true")]
    [InlineData("objective=binary use_missing=false")]
    [InlineData("objective=binary boosting=dart drop_rate=0.5")]
    [InlineData("objective=binary boosting=rf bagging_fraction=0.6 bagging_freq=1")]
    [InlineData("objective=multiclass num_class=3")]
    [InlineData("objective=multiclassova num_class=3 sigmoid=1.3")]
    [InlineData("objective=regression")]
    [InlineData("objective=regression reg_sqrt=true")]
    [InlineData("objective=regression_l1")]
    [InlineData("objective=huber")]
    [InlineData("objective=fair")]
    [InlineData("objective=quantile alpha=0.8")]
    [InlineData("objective=mape")]
    [InlineData("objective=poisson")]
    [InlineData("objective=gamma")]
    [InlineData("objective=tweedie tweedie_variance_power=1.3")]
    [InlineData("objective=cross_entropy")]
    [InlineData("objective=cross_entropy_lambda")]
    [InlineData("objective=regression boosting=rf bagging_fraction=0.6 bagging_freq=1 extra_trees=true")]
    [InlineData("objective=binary max_cat_to_onehot=100")]
    public void Predicts_what_LightGBM_predicts(string parameters)
    {
        var (text, native) = Train(parameters, 12);
        var file = LightGbmFile.Read(text, "trained");
        var predicted = new double[native.Length];

        file.Predict(Cells(Rows()), predicted);

        Assert.Equal(Rows().Length * file.Trees.Start.Length, native.Length);
        Assert.All(native.Zip(predicted), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 1e-12 * Math.Max(1, Math.Abs(pair.First))));
    }

    [Fact]
    public void Finds_columns_and_codes_of_names_as_pandas_left_them_in_the_file()
    {
        var (text, native) = Train("objective=binary", 12);
        var names = taken.Select(n => adult.Columns.First(c => c.Name == n)).OfType<CategoryColumn>().Select(c => "[" + string.Join(", ", c.Levels.Select(l => $"\"{l}\"")) + "]");
        text = text.Replace("feature_names=" + string.Join(' ', taken.Select((_, i) => $"Column_{i}")), "feature_names=" + string.Join(' ', taken))
            + $"\npandas_categorical:[{string.Join(", ", names)}]\n";
        using var folder = new TemporaryFolder();

        using var model = ModelSource.Open(folder.Write("anything.bin", text), new ModelSourceOptions());
        var predicted = model.Predict(new Sample(Holed(), Rows()), CancellationToken.None);

        Assert.Equal(PredictionKind.Probability, model.Kind);
        Assert.All(native.Zip(predicted), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        Assert.DoesNotContain(model.Notes, n => n.Contains("order:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Reads_one_against_all_as_probabilities_that_sum_to_one(bool named)
    {
        var (text, native) = Train("objective=multiclassova num_class=3", 12);
        var classes = Holed() with { Task = LearningTask.Multiclass, Classes = ["few", "many", "most"] };
        using var folder = new TemporaryFolder();
        using var model = ModelSource.Open(
            folder.Write("model.txt", text),
            new ModelSourceOptions { Features = taken, Classes = named ? ["most", "few", "many"] : [], Levels = new ModelSourceOptions().WithLevelsOf(adult).Levels });

        var predicted = model.Predict(new Sample(classes, Rows()), CancellationToken.None);

        for (var row = 0; row < Rows().Length; row++)
        {
            var own = native.AsSpan(row * 3, 3).ToArray();
            var expected = own.Select(p => p / own.Sum()).ToArray();
            Assert.All(named ? [expected[1], expected[2], expected[0]] : expected, (e, i) => Assert.Equal(e, predicted[(row * 3) + i], 1e-12));
        }
    }

    [Fact]
    public void A_model_of_another_target_is_refused()
    {
        var (text, _) = Train("objective=multiclass num_class=3", 2);
        using var folder = new TemporaryFolder();
        using var model = ModelSource.Open(folder.Write("model.txt", text), new ModelSourceOptions { Features = taken }.WithLevelsOf(adult));
        var error = Assert.Throws<AssayException>(() => model.Predict(adult.All, CancellationToken.None));
        Assert.Equal("model.classes-differ", error.Code);
    }

    [Theory]
    [InlineData("max_feature_idx=8", "max_feature_idx=1", "model.file-broken")]
    [InlineData("num_tree_per_iteration=1", "num_tree_per_iteration=x", "model.file-broken")]
    [InlineData("objective=binary", "objective=unheard", "model.unsupported")]
    [InlineData("\nis_linear=0", "\nis_linear=1", "model.unsupported")]
    public void Refuses_a_broken_file(string right, string wrong, string code)
    {
        var (text, _) = Train("objective=binary", 2);
        Assert.Contains(right, text);
        Assert.Equal(code, Assert.Throws<AssayException>(() => LightGbmFile.Read(text.Replace(right, wrong, StringComparison.Ordinal), "broken")).Code);
    }

    private static int[] Rows() => [.. Enumerable.Range(0, 1500).Select(i => i * 29)];

    // A tenth of the cells is missing, also where training had none, and some codes are unknown.
    private static double[] Cells(int[] rows)
    {
        var cells = new double[rows.Length * taken.Length];
        FeatureBinding.Of(Holed(), [.. taken.Select(n => new FeatureRequest(n, []))], new ModelSourceOptions().WithLevelsOf(adult)).Write(rows, cells);
        return cells;
    }

    private static Dataset Holed()
    {
        var random = new SeededRandom(5);
        return adult with
        {
            Columns =
            [
                .. adult.Columns.Select(c => c switch
                {
                    NumberColumn numbers => (Column)new NumberColumn(c.Name, c.Kind, [.. numbers.Values.ToArray().Select(v => random.Next(10) == 0 ? double.NaN : random.Next(20) == 0 ? 0 : v)]),
                    CategoryColumn names => new CategoryColumn(c.Name, c.Kind, [.. names.Codes.ToArray().Select(v => random.Next(10) == 0 ? -1 : v)], [.. names.Levels]),
                    _ => c,
                }),
            ],
        };
    }

    private static unsafe (string Text, double[] Native) Train(string parameters, int rounds)
    {
        var encoder = new Encoder();
        int[] train = [.. Enumerable.Range(0, 6000).Select(i => i * 8)];
        var shape = $"{parameters} num_threads=1 verbosity=-1 min_data_in_leaf=5 cat_smooth=1 min_data_per_group=5 seed=3 categorical_feature="
            + string.Join(',', taken.Index().Where(t => adult.Columns.First(c => c.Name == t.Item) is CategoryColumn).Select(t => t.Index));
        using var bins = BinnedTable.Build(encoder, train, shape);
        bins.Set("label", [.. train.Select(r => Label(parameters, r))]);
        LightGbm.Check(LightGbm.LGBM_BoosterCreate(bins.Bins, shape, out var created));
        using var booster = new BoosterHandle(created);
        for (var i = 0; i < rounds; i++)
        {
            LightGbm.Check(LightGbm.LGBM_BoosterUpdateOneIter(booster, out _));
        }

        var text = LightGbm.ModelText(booster, 0);
        var cells = Cells(Rows());
        var native = new double[Rows().Length * (parameters.Contains("num_class=3", StringComparison.Ordinal) ? 3 : 1)];
        fixed (double* cell = cells, score = native)
        {
            LightGbm.Check(LightGbm.LGBM_BoosterPredictForMat(booster, cell, 1, Rows().Length, taken.Length, 1, 0, 0, -1, "num_threads=1", out _, score));
        }

        return (text, native);
    }

    private static double Label(string parameters, int row)
    {
        var hours = ((NumberColumn)adult.Columns.First(c => c.Name == "hours_per_week")).Values[row];
        return parameters switch
        {
            _ when parameters.Contains("num_class", StringComparison.Ordinal) => hours < 36 ? 0 : hours < 45 ? 1 : 2,
            _ when parameters.Contains("binary", StringComparison.Ordinal) => adult.Target.Span[row],
            _ when parameters.Contains("entropy", StringComparison.Ordinal) => hours / 100,
            _ => hours,
        };
    }

    private sealed class Encoder : IRowEncoder
    {
        public int Width => taken.Length;

        public void Write(ReadOnlySpan<int> rows, Span<double> cells) =>
            FeatureBinding.Of(adult, [.. taken.Select(n => new FeatureRequest(n, []))], new ModelSourceOptions().WithLevelsOf(adult)).Write(rows, cells);
    }
}
