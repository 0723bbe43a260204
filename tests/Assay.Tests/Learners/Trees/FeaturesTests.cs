using Assay.Data;
using Assay.Learners;
using Assay.Learners.Trees;
using Assay.Numerics;

namespace Assay.Tests.Learners.Trees;

public sealed class FeaturesTests
{
    private static readonly Learner Learner = Catalogue<Learner>.Find("boosted-trees-on-features");

    [Fact]
    public void Mean_target_is_drawn_to_the_mean_of_all_by_ten_rows()
    {
        var data = Small();
        var keys = new[] { KeyCodes.Learn(data.Features[0], data.All.Rows, 0)! };
        var part = TargetMeanPart.Learn(keys, data, [0, 1, 2, 3], data.Target.ToArray());
        var block = new double[8];
        part.Bind(data).Write([0, 2, 4, 5], block, 2);

        // Mean of all 4.25; level a: 1 and 2; level b: 4 and 10; a missing cell was in no training row.
        Assert.Equal((3 + 42.5) / 12, block[0], 12);
        Assert.Equal(2, block[1]);
        Assert.Equal((14 + 42.5) / 12, block[2], 12);
        Assert.Equal(4.25, block[4], 12);
        Assert.Equal(0, block[5]);
        Assert.Equal((3 + 42.5) / 12, block[6], 12);
    }

    [Fact]
    public void Group_means_and_distances_follow_by_hand()
    {
        var data = Small();
        var number = (NumberColumn)data.Features[1];
        var part = GroupPart.Learn(KeyCodes.Learn(data.Features[0], data.All.Rows, 0)!, number, data, [0, 1, 2, 3]);
        var block = new double[4];
        part.Bind(data).Write([0, 5], block, 2);

        // Level a holds 1 and 3: mean 2, deviation 1; row 5 is level a with the value 6.
        Assert.Equal([2, -1, 2, 4], block);
    }

    [Fact]
    public void Ratio_difference_and_product_follow_by_hand()
    {
        var data = Small();
        var block = new double[6];
        new ArithmeticPart { Column = "x", Other = "y" }.Bind(data).Write([1, 0], block, 3);

        Assert.Equal([1.5, 1, 6, double.NaN, 1, 0], block);
    }

    [Fact]
    public void A_training_rows_own_label_is_no_part_of_its_features()
    {
        var data = TreeTables.Mixed(300, LearningTask.Regression);
        var changed = data.Target.ToArray();
        changed[17] += 1000;
        var before = Cells(data, data.Target.ToArray());
        var after = Cells(data, changed);
        var width = before.Length / 300;

        Assert.Equal(before[(17 * width)..(18 * width)], after[(17 * width)..(18 * width)]);
        Assert.NotEqual(before, after);
    }

    [Fact]
    public void Labels_that_are_noise_stay_unpredictable()
    {
        // A key with as many levels as half the rows: means learnt on the row itself would predict noise perfectly.
        const int Rows = 2000;
        var random = new SeededRandom(9);
        var levels = Enumerable.Range(0, Rows / 2).Select(i => $"{i:0000}").ToArray();
        Column[] columns =
        [
            new CategoryColumn("key", ColumnKind.Category, [.. Enumerable.Range(0, Rows).Select(_ => random.Next(levels.Length))], levels),
            new CategoryColumn("other", ColumnKind.Category, [.. Enumerable.Range(0, Rows).Select(_ => random.Next(40))], levels[..40]),
            new NumberColumn("x", ColumnKind.Number, [.. Enumerable.Range(0, Rows).Select(_ => random.NextNormal())]),
        ];
        var data = Tables.Of(LearningTask.Regression, [.. Enumerable.Range(0, Rows).Select(_ => random.NextNormal())], columns);
        var folds = TreeTables.Folds(Rows, 4);
        var crossed = Learner.CrossFit(data, folds, new FitOptions { Seed = 2, Threads = 2 });
        var truth = new Sample(data, [.. folds.SelectMany(f => f.Validation)]).Target();
        var error = crossed.OutOfFold.Zip(truth, (p, t) => (p - t) * (p - t)).Average();
        var spread = data.Target.ToArray().Average(t => t * t);

        Assert.InRange(error / spread, 0.97, 1.03);
    }

    [Theory]
    [InlineData(LearningTask.Binary)]
    [InlineData(LearningTask.Multiclass)]
    [InlineData(LearningTask.Regression)]
    public void A_saved_model_predicts_the_same_bits_and_threads_do_not_matter(LearningTask task)
    {
        var data = TreeTables.Mixed(500, task);
        var options = new FitOptions { Seed = 11, Settings = Settings.Default.With("trees", 15) };
        var folds = TreeTables.Folds(500, 3);
        var one = Learner.CrossFit(data, folds, options);
        var two = Learner.CrossFit(data, folds, options with { Threads = 2 });
        var files = new ModelFiles();
        one.Models[1].Save(files);
        var loaded = Learner.Load(files, data);

        Assert.Equal(one.OutOfFold, two.OutOfFold);
        Assert.Equal(one.Models[1].Predict(data.All), loaded.Predict(data.All));
        Assert.Equal(one.Models[1].Predict(new Sample(data, [3])), loaded.Predict(data.All)[(3 * data.Outputs)..(4 * data.Outputs)]);
    }

    private static double[] Cells(Dataset data, double[] labels)
    {
        var plan = FeaturePlan.Choose(data, data.All.Rows, BoostingRecipe.Read(Settings.Default, data), new FitOptions());
        var before = TreeEncoding.Learn(data, data.All.Rows, CategoryCodes.Ordinal, 0).Bind(data);
        var table = new FeatureTable(before, plan, data.All.Rows, (labels, 4));
        var cells = new double[data.RowCount * table.Width];
        table.Write(data.All.Rows, cells);
        return cells;
    }

    private static Dataset Small() => Tables.Of(
        LearningTask.Regression,
        [1, 2, 4, 10, 0, 0],
        new CategoryColumn("key", ColumnKind.Category, [0, 0, 1, 1, -1, 0], ["a", "b"]),
        new NumberColumn("x", ColumnKind.Number, [1, 3, 5, 7, 9, 6]),
        new NumberColumn("y", ColumnKind.Number, [0, 2, 1, 1, 1, 1]));
}
