using Assay.Tuning;
using Assay.Tuning.Spaces;

namespace Assay.Benchmarks.Tuning;

/// <summary>Tasks samplers may be changed by looking at: other functions than those of the suite and of the held-out set.</summary>
/// <remarks>Definitions: Surjanovic and Bingham, "Virtual Library of Simulation Experiments"; spring and speed reducer from Coello, Computers in Industry 41, 2000.</remarks>
internal static class DevelopmentTasks
{
    public static IReadOnlyList<TuningTask> All { get; } =
    [
        SuiteTasks.Plain("griewank5", SuiteTasks.Box(5, -60, 110), x => Griewank(x.ToArray())) with { Optimum = 0, Typical = 6 },
        SuiteTasks.Plain("rastrigin4", SuiteTasks.Box(4, -3, 5), x => x.ToArray().Sum(v => (v * v) - (10 * Math.Cos(2 * Math.PI * v)) + 10)) with { Optimum = 0, Typical = 62 },
        SuiteTasks.Plain("dixon-price6", SuiteTasks.Box(6, -8, 10), x => DixonPrice(x.ToArray())) with { Optimum = 0, Typical = 40000 },
        SuiteTasks.Plain("hartmann3", SuiteTasks.Box(3, 0, 1), x => Hartmann3(x.ToArray())) with { Optimum = -3.86278, Typical = -0.5 },
        SuiteTasks.Plain("forest6", Forest, x => ForestLoss(x.ToArray())) with { Optimum = 0.12, Typical = 0.4 },
        SuiteTasks.Plain("optimiser-choice", Optimisers, x => OptimiserLoss(x.ToArray())) with { Optimum = 0.1, Typical = 0.4 },
        Noisy("noisy-michalewicz4", SuiteTasks.Box(4, 0, Math.PI), c => Michalewicz(c.Codes.ToArray()), 0.3) with { Optimum = -3.698857, Typical = -1.1 },
        Noisy("noisy-hartmann3", SuiteTasks.Box(3, 0, 1), c => Hartmann3(c.Codes.ToArray()), 0.4) with { Optimum = -3.86278, Typical = -0.5 },
        Noisy("noisy-needle5", SuiteTasks.Box(5, 0, 1), c => Needle(c.Codes.ToArray()), 0.15) with { Optimum = -1, Typical = -0.02 },
        Spring(),
        Reducer(),
    ];

    private static Dimension[] Forest =>
    [
        Dimension.Int("trees", 10, 1000).Log(), Dimension.Int("depth", 2, 32), Dimension.Int("leaf", 1, 50).Log(), Dimension.Float("features", 0.05, 1), Dimension.Category("criterion", "gini", "entropy"), Dimension.Float("rows", 0.3, 1),
    ];

    private static Dimension[] Optimisers =>
    [
        Dimension.Category("optimiser", "sgd", "adam", "lbfgs"), Dimension.Float("decay", 1e-8, 1e-1).Log(),
        Dimension.Float("rate", 1e-5, 10).Log().OnlyWhen("optimiser", "sgd", "adam"), Dimension.Float("momentum", 0, 0.99).OnlyWhen("optimiser", "sgd"),
        Dimension.Float("beta", 0.8, 0.999).OnlyWhen("optimiser", "adam"), Dimension.Int("memory", 3, 30).OnlyWhen("optimiser", "lbfgs"),
    ];

    private static TuningTask Noisy(string name, Dimension[] dimensions, Func<Configuration, double> truth, double deviation) =>
        new(name, new Space(dimensions), (c, noise) => TrialOutcome.Of(truth(c) + (deviation * noise.Normal()))) { Truth = truth };

    private static double ForestLoss(double[] x) => SuiteTasks.Saturated(
        0.12, (0.15 * Math.Pow(Math.Log10(x[0] / 800), 2)) + (0.006 * Math.Pow(x[1] - 22, 2)) + (0.2 * Math.Pow(Math.Log2(x[2] / 3), 2)) + (2 * Math.Pow(x[3] - 0.3, 2)) + (x[4] == 0 ? 0.1 : 0) + Math.Pow(x[5] - 0.8, 2));

    private static double OptimiserLoss(double[] x)
    {
        var decay = 0.03 * Math.Pow(Math.Log10(x[1]) + 4, 2);
        return (int)x[0] switch
        {
            0 => SuiteTasks.Saturated(0.1, decay + (0.5 * Math.Pow(Math.Log10(x[2]) + 1.5 - Math.Log10(1 - x[3]), 2)) + (2 * Math.Pow(x[3] - 0.85, 2))),
            1 => SuiteTasks.Saturated(0.13, decay + (0.3 * Math.Pow(Math.Log10(x[2]) + 3, 2)) + (20 * Math.Pow(x[4] - 0.9, 2))),
            _ => SuiteTasks.Saturated(0.2, decay + (0.001 * Math.Pow(x[5] - 12, 2))),
        };
    }

    private static double Griewank(double[] x) => 1 + (x.Sum(v => v * v) / 400) - x.Select((v, i) => Math.Cos(v / Math.Sqrt(i + 1))).Aggregate(1.0, (a, b) => a * b);

    private static double DixonPrice(double[] x) =>
        Math.Pow(x[0] - 1, 2) + Enumerable.Range(1, x.Length - 1).Sum(i => (i + 1) * Math.Pow((2 * x[i] * x[i]) - x[i - 1], 2));

    private static double Michalewicz(double[] x) => -x.Select((v, i) => Math.Sin(v) * Math.Pow(Math.Sin((i + 1) * v * v / Math.PI), 20)).Sum();

    // A plateau with one wide and one narrow hollow.
    private static double Needle(double[] x) =>
        -Math.Exp(-8 * x.Sum(v => (v - 0.73) * (v - 0.73))) - (0.6 * Math.Exp(-3 * x.Sum(v => (v - 0.2) * (v - 0.2))));

    private static double Hartmann3(double[] x)
    {
        double[] alpha = [1, 1.2, 3, 3.2];
        double[][] steep = [[3, 10, 30], [0.1, 10, 35], [3, 10, 30], [0.1, 10, 35]];
        double[][] places = [[0.3689, 0.1170, 0.2673], [0.4699, 0.4387, 0.7470], [0.1091, 0.8732, 0.5547], [0.0381, 0.5743, 0.8828]];
        return -alpha.Select((a, i) => a * Math.Exp(-x.Select((v, j) => steep[i][j] * Math.Pow(v - places[i][j], 2)).Sum())).Sum();
    }

    private static TuningTask Spring() => new(
        "spring",
        new Space([Dimension.Float("wire", 0.05, 2), Dimension.Float("coil", 0.25, 1.3), Dimension.Int("turns", 2, 15)]),
        (configuration, _) =>
        {
            var (d, w, n) = (configuration.Codes[0], configuration.Codes[1], configuration.Codes[2]);
            return new TrialOutcome
            {
                Values = [(n + 2) * w * d * d],
                Constraints =
                [
                    1 - (w * w * w * n / (71785 * Math.Pow(d, 4))),
                    (((4 * w * w) - (d * w)) / (12566 * ((w * d * d * d) - Math.Pow(d, 4)))) + (1 / (5108 * d * d)) - 1,
                    1 - (140.45 * d / (w * w * n)), ((d + w) / 1.5) - 1,
                ],
            };
        })
    { Optimum = 0.012681, Typical = 8, IsConstrained = true };

    private static TuningTask Reducer() => new(
        "reducer",
        new Space(
        [
            Dimension.Float("face", 2.6, 3.6), Dimension.Float("module", 0.7, 0.8), Dimension.Int("teeth", 17, 28), Dimension.Float("first", 7.3, 8.3), Dimension.Float("second", 7.3, 8.3),
            Dimension.Float("shaft1", 2.9, 3.9), Dimension.Float("shaft2", 5, 5.5),
        ]),
        (configuration, _) =>
        {
            var x = configuration.Codes;
            var (b, m, z, l1, l2, d1, d2) = (x[0], x[1], x[2], x[3], x[4], x[5], x[6]);
            return new TrialOutcome
            {
                Values =
                [
                    (0.7854 * b * m * m * ((3.3333 * z * z) + (14.9334 * z) - 43.0934)) - (1.508 * b * ((d1 * d1) + (d2 * d2))) + (7.4777 * ((d1 * d1 * d1) + (d2 * d2 * d2)))
                        + (0.7854 * ((l1 * d1 * d1) + (l2 * d2 * d2))),
                ],
                Constraints =
                [
                    (27 / (b * m * m * z)) - 1, (397.5 / (b * m * m * z * z)) - 1, (1.93 * l1 * l1 * l1 / (m * z * Math.Pow(d1, 4))) - 1, (1.93 * l2 * l2 * l2 / (m * z * Math.Pow(d2, 4))) - 1,
                    (Math.Sqrt(Math.Pow(745 * l1 / (m * z), 2) + 16.9e6) / (110 * d1 * d1 * d1)) - 1, (Math.Sqrt(Math.Pow(745 * l2 / (m * z), 2) + 157.5e6) / (85 * d2 * d2 * d2)) - 1,
                    (m * z / 40) - 1, (5 * m / b) - 1, (b / (12 * m)) - 1, (((1.5 * d1) + 1.9) / l1) - 1, (((1.1 * d2) + 1.9) / l2) - 1,
                ],
            };
        })
    { Optimum = 2994.4711, Typical = 4500, IsConstrained = true };
}
