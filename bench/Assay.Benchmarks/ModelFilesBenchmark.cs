using System.ComponentModel;
using System.Globalization;
using Assay.Data;
using Assay.Evaluation;
using Assay.Evaluation.Baselines;
using Assay.Evaluation.Models;
using Assay.Learners;
using Assay.Learners.Trees;
using Assay.Metrics;

namespace Assay.Benchmarks;

/// <summary>CPU of scoring a LightGBM text model by our own code against LightGBM's own predictor, one thread, the same rows, in alternating rounds.</summary>
[Description("scoring a LightGBM text model: our own code against LightGBM's")]
public static unsafe class ModelFilesBenchmark
{
    private const string Parameters = "objective=binary num_leaves=31 learning_rate=0.1 num_threads=1 verbosity=-1";

    /// <summary>Arguments: the Adult file, rounds (default 7), trees (default 200).</summary>
    public static int Run(string[] arguments)
    {
        var rounds = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 7;
        var trees = arguments.Length > 2 ? int.Parse(arguments[2], CultureInfo.InvariantCulture) : 200;
        var data = Dataset.Read(arguments[0], new ReadOptions { Target = "income", Positive = ">50K" });
        var names = data.Features.Select(f => f.Name).ToArray();
        var options = new ModelSourceOptions { Features = names }.WithLevelsOf(data);
        var encoder = new Cells(data, FeatureBinding.Of(data, [.. names.Select(n => new FeatureRequest(n, []))], options), names.Length);
        using var booster = Train(encoder, trees);
        var file = LightGbmFile.Read(LightGbm.ModelText(booster, 0), "adult");
        using var model = new TreeModel("adult", file, options);

        var cells = new double[data.RowCount * names.Length];
        encoder.Write(data.All.Rows, cells);
        var native = new double[data.RowCount];
        double[] own = [];
        var ratios = new List<double>();
        for (var round = 0; round <= rounds; round++)
        {
            var (ours, theirs) = (Cpu(() => own = model.Predict(data.All, CancellationToken.None)), Cpu(() => Native(booster, cells, native)));
            if (round > 0)
            {
                ratios.Add(ours / theirs);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ours {ours * 1e6 / own.Length:F2} CPU us a row (finding cells included), LightGBM {theirs * 1e6 / own.Length:F2}, ratio {ours / theirs:F2}"));
            }
        }

        ratios.Sort();
        var largest = own.Zip(native).Max(p => Math.Abs(p.First - p.Second));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median ratio {ratios[ratios.Count / 2]:F2} (from {ratios[0]:F2} to {ratios[^1]:F2}), {trees} trees, {own.Length} rows; largest difference {largest:E1}"));
        Baselines(new Predictions("adult", data, own, PredictionKind.Probability));
        return 0;
    }

    private static void Baselines(Predictions predictions)
    {
        IReadOnlyList<BaselineScore> scores = [];
        var cpu = Cpu(() => scores = BaselineScores.Of(predictions, Catalogue<Metric>.Find("roc-auc"), new BaselineOptions()));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"baselines with 1,000 draws of roc-auc: {cpu:F1} CPU s"));
        foreach (var score in scores)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{score.Name,-20} {score.Score.Value:F4}, skill {score.Skill.Value:F4} ({score.Skill.Low:F4} to {score.Skill.High:F4})"));
        }
    }

    private static BoosterHandle Train(Cells encoder, int trees)
    {
        var shape = $"{Parameters} categorical_feature={string.Join(',', encoder.Data.Features.Index().Where(f => f.Item is CategoryColumn).Select(f => f.Index))}";
        using var bins = BinnedTable.Build(encoder, encoder.Data.All.Rows, shape);
        bins.Set("label", encoder.Data.Target.Span);
        LightGbm.Check(LightGbm.LGBM_BoosterCreate(bins.Bins, shape, out var created));
        var booster = new BoosterHandle(created);
        for (var i = 0; i < trees; i++)
        {
            LightGbm.Check(LightGbm.LGBM_BoosterUpdateOneIter(booster, out _));
        }

        return booster;
    }

    private static void Native(BoosterHandle booster, double[] cells, double[] predicted)
    {
        fixed (double* cell = cells, score = predicted)
        {
            LightGbm.Check(LightGbm.LGBM_BoosterPredictForMat(booster, cell, 1, predicted.Length, cells.Length / predicted.Length, 1, 0, 0, -1, "num_threads=1", out _, score));
        }
    }

    private static double Cpu(Action work)
    {
        var start = ThreadClock.Now;
        work();
        return (ThreadClock.Now - start).TotalSeconds;
    }

    private sealed class Cells(Dataset data, FeatureBinding binding, int width) : IRowEncoder
    {
        public Dataset Data => data;

        public int Width => width;

        public void Write(ReadOnlySpan<int> rows, Span<double> block) => binding.Write(rows, block);
    }
}
