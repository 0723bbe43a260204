namespace Assay.Metrics;

/// <summary>Scores of forecasts that are an interval a row, in the target's unit.</summary>
public static class IntervalForecast
{
    /// <summary>Share of rows within their interval, ends included.</summary>
    public static double Coverage(double[] truth, double[] low, double[] high) => Mean(truth, low, high, (t, l, h) => t >= l && t <= h ? 1 : 0);

    /// <summary>Mean width.</summary>
    public static double Width(double[] truth, double[] low, double[] high) => Mean(truth, low, high, (_, l, h) => h - l);

    /// <summary>Width plus 2 / alpha times how far the truth lies outside, averaged: best for the true central interval of level 1 - alpha.</summary>
    /// <remarks>Source: Winkler, JASA 67, 1972; Gneiting and Raftery, JASA 102, 2007, eq. 43.</remarks>
    public static double Score(double[] truth, double[] low, double[] high, double alpha) =>
        Mean(truth, low, high, (t, l, h) => h - l + (2 / alpha * (Math.Max(0, l - t) + Math.Max(0, t - h))));

    private static double Mean(double[] truth, double[] low, double[] high, Func<double, double, double, double> of)
    {
        if (truth.Length != low.Length || truth.Length != high.Length)
        {
            throw new ArgumentException($"There are {truth.Length} true values, {low.Length} lower and {high.Length} upper limits.");
        }

        Door.CheckRows(truth.Length);
        Door.Finite(truth, "truth");
        Door.Finite(low, "lower limit");
        Door.Finite(high, "upper limit");
        return truth.Select((t, i) => of(t, low[i], high[i])).Average();
    }
}
