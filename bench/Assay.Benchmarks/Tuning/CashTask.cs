using Assay.Tuning.Spaces;

namespace Assay.Benchmarks.Tuning;

/// <summary>The suite's task with five algorithms and twenty parameters below them.</summary>
internal static class CashTask
{
    public static TuningTask Make() => SuiteTasks.Plain("cash", Dimensions, x => (int)x[0] switch
    {
        0 => SuiteTasks.Saturated(0.20, (0.05 * Math.Pow(Math.Log10(x[1]) - 0.5, 2)) + (x[2] == 0 ? 0.05 : 0)),
        1 => SuiteTasks.Saturated(0.24, (0.3 * Math.Pow(Math.Log(x[3] / 12), 2)) + (x[4] == 0 ? 0.06 : 0) + (0.05 * Math.Pow(x[5] - 1.5, 2))),
        2 => SuiteTasks.Saturated(0.12, (0.1 * Math.Pow(Math.Log10(x[6] / 600), 2)) + (0.004 * Math.Pow(x[7] - 18, 2)) + (1.5 * Math.Pow(x[8] - 0.4, 2)) + (0.01 * Math.Pow(x[9] - 2, 2))),
        3 => Boosting(x[10..15]),
        _ => SuiteTasks.Saturated(0.10, (0.5 * Math.Pow(Math.Log10(x[15]) + 3, 2)) + (0.08 * Math.Pow(Math.Log2(x[16] / 128), 2)) + (0.08 * Math.Pow(x[17] - 3, 2)) + Math.Pow(x[18] - 0.25, 2)),
    }) with
    { Optimum = 0.08, Typical = 0.355 };

    private static Dimension[] Dimensions =>
    [
        Dimension.Category("algo", "logreg", "knn", "rf", "gbt", "mlp"),
        .. Of("logreg", Dimension.Float("C", 1e-4, 1e4).Log(), Dimension.Category("pen", "l1", "l2")),
        .. Of("knn", Dimension.Int("k", 1, 50), Dimension.Category("w", "uniform", "distance"), Dimension.Float("p", 1, 5)),
        .. Of("rf", Dimension.Int("rf_n", 10, 1000).Log(), Dimension.Int("rf_d", 2, 30), Dimension.Float("mf", 0.1, 1), Dimension.Int("leaf", 1, 20)),
        .. Of("gbt", Dimension.Float("gbt_lr", 1e-3, 1).Log(), Dimension.Int("gbt_n", 10, 2000).Log(), Dimension.Int("gbt_d", 1, 12), Dimension.Float("ss", 0.3, 1), Dimension.Float("l2", 1e-3, 100).Log()),
        .. Of("mlp", Dimension.Float("mlp_lr", 1e-5, 1).Log(), Dimension.Int("mlp_w", 8, 512).Log(), Dimension.Int("mlp_L", 1, 5), Dimension.Float("do", 0, 0.8)),
    ];

    private static IEnumerable<Dimension> Of(string algorithm, params Dimension[] dimensions) => dimensions.Select(d => d.OnlyWhen("algo", algorithm));

    private static double Boosting(ReadOnlySpan<double> x)
    {
        var (a, b) = (Math.Log10(x[0] / 0.05), Math.Log10(x[1] / 400));
        return SuiteTasks.Saturated(0.08, (1.5 * (a + b) * (a + b)) + (0.3 * b * b) + (0.04 * (x[2] - 6) * (x[2] - 6)) + ((x[3] - 0.75) * (x[3] - 0.75)) + (0.05 * Math.Pow(Math.Log10(x[4]), 2)));
    }
}
