using Assay.Data;
using Assay.Learners.Trees;
using Assay.Numerics;

namespace Assay.Tests.Learners.Trees;

public sealed class TreeForestTests
{
    [Theory]
    [InlineData("objective=binary")]
    [InlineData("objective=multiclass num_class=3")]
    [InlineData("objective=regression extra_trees=true")]
    [InlineData("objective=regression boosting=rf bagging_fraction=0.6 bagging_freq=1")]
    public unsafe void Raw_scores_are_those_of_LightGBM_bit_for_bit(string parameters)
    {
        var data = TreeTables.Mixed(900, LearningTask.Regression);
        var encoding = TreeEncoding.Learn(data, data.All.Rows, CategoryCodes.Native, 20);
        var encoded = encoding.Bind(data);
        var shape = $"num_threads=1 verbosity=-1 categorical_feature={string.Join(',', encoding.Unordered)}";
        using var bins = BinnedTable.Build(encoded, data.All.Rows, shape);
        bins.Set("label", [.. data.Target.ToArray().Select(t => parameters.Contains("binary") ? (t > 12 ? 1 : 0) : parameters.Contains("class") ? Math.Clamp((int)t - 11, 0, 2) : t)]);
        LightGbm.Check(LightGbm.LGBM_BoosterCreate(bins.Bins, $"{parameters} {shape}", out var created));
        using var booster = new BoosterHandle(created);
        for (var i = 0; i < 23; i++)
        {
            LightGbm.Check(LightGbm.LGBM_BoosterUpdateOneIter(booster, out _));
        }

        var forest = TreeForest.Parse(LightGbm.ModelText(booster, 0));
        var features = Cells(encoded, data);
        var expected = new double[data.RowCount * forest.Outputs];
        fixed (double* cell = features, score = expected)
        {
            LightGbm.Check(LightGbm.LGBM_BoosterPredictForMat(booster, cell, 1, data.RowCount, encoding.Width, 1, forest.Averages ? 0 : 1, 0, -1, "num_threads=1", out _, score));
        }

        var together = new double[expected.Length];
        forest.Score((double[])features.Clone(), together);
        var alone = new double[expected.Length];
        for (var row = 0; row < data.RowCount; row++)
        {
            forest.Score(features.AsSpan(row * encoding.Width, encoding.Width), alone.AsSpan(row * forest.Outputs, forest.Outputs));
        }

        Assert.Equal(expected, together);
        Assert.Equal(expected, alone);
    }

    [Theory]
    [InlineData("left_child=-1", "left_child=0")]
    [InlineData("split_feature=0", "split_feature=7")]
    [InlineData("threshold=0.5", "threshold=half")]
    [InlineData("num_tree_per_iteration=1", "num_tree_per_iteration=2")]
    public void Refuses_a_broken_text(string right, string wrong)
    {
        const string Text = """
            tree
            version=v4
            num_class=1
            num_tree_per_iteration=1
            max_feature_idx=0

            Tree=0
            num_leaves=2
            num_cat=0
            split_feature=0
            threshold=0.5
            decision_type=2
            left_child=-1
            right_child=-2
            leaf_value=-1 3
            shrinkage=1


            end of trees
            """;
        double[] score = [0];
        TreeForest.Parse(Text).Score([0.6], score);

        Assert.Equal(3, score[0]);
        var error = Assert.Throws<AssayException>(() => TreeForest.Parse(Text.Replace(right, wrong, StringComparison.Ordinal)));
        Assert.Equal("model.file-broken", error.Code);
    }

    // Every tenth cell is missing, also in features that had no missing cell in training; some codes are unknown.
    private static double[] Cells(BoundEncoding encoded, Dataset data)
    {
        var features = new double[data.RowCount * encoded.Width];
        encoded.Write(data.All.Rows, features);
        var random = new SeededRandom(5);
        for (var i = 0; i < features.Length; i++)
        {
            features[i] = random.Next(10) == 0 ? double.NaN : random.Next(50) == 0 ? 1000 : features[i];
        }

        return features;
    }
}
