namespace Assay.Metrics.Verification;

/// <summary>Metrics of predicted numbers.</summary>
[Named("regression-metrics")]
public sealed class RegressionMetrics : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var (truth, predicted, weights) = (input.Numbers("y_true"), input.Numbers("y_pred"), input.NumbersOrNone("weight"));
        MetricValue Of(Metric metric) => metric.Measure(new Scored(truth, predicted, 1, weights));
        var answer = new Answer
        {
            ["mse"] = () => Of(new MeanSquaredError()),
            ["rmse"] = () => Of(new RootMeanSquaredError()),
            ["mae"] = () => Of(new MeanAbsoluteError()),
            ["median_ae"] = () => Of(new MedianAbsoluteError()),
            ["r2"] = () => Of(new RSquared()),
            ["explained_variance"] = () => Of(new ExplainedVariance()),
            ["mape"] = () => Of(new MeanAbsolutePercentageError()),
            ["smape"] = () => Of(new SymmetricPercentageError()),
            ["max_error"] = () => Of(new MaxError()),
            ["d2_absolute"] = () => Of(new AbsoluteErrorExplained()),
            ["msle"] = () => Of(new MeanSquaredLogError()),
            ["poisson_deviance"] = () => Of(new PoissonDeviance()),
            ["d2_poisson"] = () => Of(new PoissonExplained()),
            ["gamma_deviance"] = () => Of(new GammaDeviance()),
            ["tweedie_1.5"] = () => Of(new TweedieDeviance()),
            ["pearson"] = () => Of(new PearsonCorrelation()),
            ["spearman"] = () => Of(new SpearmanCorrelation()),
            ["kendall_b"] = () => Of(new KendallCorrelation()),
            ["concordance_ccc"] = () => Of(new ConcordanceCorrelation()),
        };
        foreach (var quantile in new[] { 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95 })
        {
            answer[$"pinball_{quantile}"] = () => PinballLoss.Mean(new Scored(truth, predicted, 1, weights), quantile);
            answer[$"d2_pinball_{quantile}"] = () => PinballLoss.Explained(new Scored(truth, predicted, 1, weights), quantile);
        }

        return answer;
    }
}
