using Assay.Statistics;

namespace Assay.Metrics.Verification;

/// <summary>Temperature scaling and the calibration of the top label before and after.</summary>
[Named("temperature-fit")]
public sealed class TemperatureFit : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var (logits, classes) = input.Flat("logits");
        var truth = input.Integers("y_true");
        var fit = TemperatureScaling.Fit(logits, truth, classes);
        var (before, after) = (new TemperatureScaling(1, 0).Apply(logits, classes), fit.Apply(logits, classes));
        double[] labels = [.. truth.Select(t => (double)t)];
        double ErrorOf(int k)
        {
            double[] column = [.. Enumerable.Range(0, truth.Length).Select(i => before[(i * classes) + k])];
            return CalibrationTable.Width(new Scored([.. truth.Select(t => t == k ? 1.0 : 0)], column, 1, []), 15).ExpectedError;
        }

        return new()
        {
            ["temperature"] = () => fit.Temperature,
            ["nll_mean"] = () => fit.MeanLoss,
            ["top_label_ece15_before"] = () => new CalibrationError().Measure(new Scored(labels, before, classes, [])),
            ["top_label_ece15_after"] = () => new CalibrationError().Measure(new Scored(labels, after, classes, [])),
            ["classwise_ece15_before"] = () => Enumerable.Range(0, classes).Average(ErrorOf),
        };
    }
}
