using Assay.Data;

namespace Assay.Learners.Trees;

/// <summary>How bad predictions of a fold's validation rows are; smaller is better.</summary>
internal sealed class HeldOutLoss(Sample rows, BoostingRecipe recipe)
{
    private const double Least = 1e-15;
    private readonly double[] truth = rows.Target();
    private readonly double[] weights = rows.Weights();

    /// <summary>The loss of LightGBM's own predictions, one class after the other.</summary>
    public double Measure(double[] predicted) => rows.Data.Task switch
    {
        LearningTask.Regression => RootMeanSquare(predicted),
        LearningTask.Binary when recipe.StopOnRanking => 1 - Area(predicted),
        LearningTask.Binary => Mean(i => -Math.Log(Math.Max(Least, truth[i] > 0 ? recipe.Transform.Back(predicted[i]) : 1 - recipe.Transform.Back(predicted[i])))),
        _ => Mean(i => -Math.Log(Math.Max(Least, predicted[((int)truth[i] * truth.Length) + i]))),
    };

    private double RootMeanSquare(double[] predicted) => Math.Sqrt(Mean(i =>
    {
        var error = recipe.Transform.Back(predicted[i]) - truth[i];
        return error * error;
    }));

    private double Mean(Func<int, double> loss)
    {
        double sum = 0, mass = 0;
        for (var i = 0; i < truth.Length; i++)
        {
            var weight = weights.Length == 0 ? 1 : weights[i];
            sum += weight * loss(i);
            mass += weight;
        }

        return sum / mass;
    }

    // Mann and Whitney's statistic with half a point for ties, weighted.
    private double Area(double[] predicted)
    {
        var order = Enumerable.Range(0, truth.Length).ToArray();
        Array.Sort((double[])predicted.Clone(), order);
        double below = 0, area = 0, positives = 0;
        for (var start = 0; start < order.Length;)
        {
            double tiedPositive = 0, tiedNegative = 0;
            var end = start;
            for (; end < order.Length && predicted[order[end]] == predicted[order[start]]; end++)
            {
                var weight = weights.Length == 0 ? 1 : weights[order[end]];
                _ = truth[order[end]] > 0 ? tiedPositive += weight : tiedNegative += weight;
            }

            area += tiedPositive * (below + (tiedNegative / 2));
            below += tiedNegative;
            positives += tiedPositive;
            start = end;
        }

        return positives * below == 0 ? 0.5 : area / (positives * below);
    }
}
