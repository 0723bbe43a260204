using Assay.Data;
using Assay.Evaluation;
using Assay.Evaluation.Checks;
using Assay.Evaluation.Models;
using Assay.Learners;
using Assay.Metrics;

namespace Assay.Tests.Evaluation;

/// <summary>Real data with the predictions of a model that learnt on other rows, for tests of checks. Learnt once a test run.</summary>
internal static class Subjects
{
    private static readonly Lazy<(Model Model, Dataset Data)> adult = new(() => Learn(Read(TestData.Adult, "income"), 16281));
    private static readonly Lazy<(Model Model, Dataset Data)> digits = new(() => Learn(Read(TestData.Larger("tabular/optdigits.csv.gz"), "digit"), 2800));
    private static readonly Lazy<(Model Model, Dataset Data)> housing = new(() => Learn(Read(TestData.Larger("tabular/california_housing.csv.gz"), "median_house_value"), 10000));

    /// <summary>16,281 rows of Adult (two classes) and a model of boosted trees that learnt on the others.</summary>
    public static CheckContext Adult(ulong seed = 1) => Of(adult.Value, seed);

    /// <summary>2,800 rows of optdigits (ten classes).</summary>
    public static CheckContext Digits(ulong seed = 1) => Of(digits.Value, seed);

    /// <summary>10,000 rows of California housing (a number).</summary>
    public static CheckContext Housing(ulong seed = 1) => Of(housing.Value, seed);

    /// <summary>A context of made-up rows.</summary>
    public static CheckContext Of(Dataset data, double[] predicted, PredictionKind kind = PredictionKind.Probability) => new()
    {
        Predictions = new Predictions("made-up", data, predicted, data.Task == LearningTask.Regression ? PredictionKind.Value : kind),
        Metric = DefaultMetric.For(data.Task),
        Seed = 1,
        Threads = 2,
    };

    /// <summary>The same context with other predictions.</summary>
    public static CheckContext Saying(this CheckContext context, Func<double, double> change) =>
        context with { Predictions = context.Predictions with { Predicted = Array.ConvertAll(context.Predictions.Predicted, p => change(p)) } };

    /// <summary>The same context with other truth.</summary>
    public static CheckContext Happening(this CheckContext context, double[] truth) =>
        context with { Predictions = context.Predictions with { Data = context.Predictions.Data with { Target = truth } } };

    /// <summary>Probabilities pushed towards 0 and 1: the log odds times this.</summary>
    public static Func<double, double> Sharpened(double times) => p =>
    {
        var odds = Math.Log(Math.Clamp(p, 1e-9, 1 - 1e-9) / (1 - Math.Clamp(p, 1e-9, 1 - 1e-9)));
        return 1 / (1 + Math.Exp(-times * odds));
    };

    private static Dataset Read(string path, string target) => Dataset.Read(path, target);

    private static (Model Model, Dataset Data) Learn(Dataset data, int judged)
    {
        var order = Enumerable.Range(0, data.RowCount).ToArray();
        new Assay.Numerics.SeededRandom(7).Shuffle<int>(order);
        var options = new FitOptions { Seed = 1, Threads = 1, Settings = new Settings([new("trees", "150"), new("learning-rate", "0.08")]) };
        var model = Catalogue<Learner>.Find("boosted-trees").Fit(new Sample(data, [.. order[judged..].Order()]), options);
        return (model, data.Taking([.. order[..judged].Order()]));
    }

    private static CheckContext Of((Model Model, Dataset Data) learnt, ulong seed) => new()
    {
        Predictions = new Predictions("boosted trees", learnt.Data, learnt.Model.Predict(learnt.Data.All), learnt.Data.Task == LearningTask.Regression ? PredictionKind.Value : PredictionKind.Probability),
        Model = new LearntModel(learnt.Model),
        Metric = DefaultMetric.For(learnt.Data.Task),
        Seed = seed,
        Threads = 2,
    };

    private sealed class LearntModel(Model model) : EvaluatedModel
    {
        public override string Name => "boosted trees";

        public override double[] Predict(Sample rows, CancellationToken cancellation) => model.Predict(rows);
    }
}
