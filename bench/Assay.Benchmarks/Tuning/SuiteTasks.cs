using Assay.Tuning;
using Assay.Tuning.Spaces;

namespace Assay.Benchmarks.Tuning;

/// <summary>The eleven tasks samplers are developed on; definitions from the project's benchmark suite for tuning.</summary>
internal static class SuiteTasks
{
    public static IReadOnlyList<TuningTask> All { get; } =
    [
        Plain("branin2", [Dimension.Float("x", -5, 10), Dimension.Float("y", 0, 15)], Branin) with { Optimum = 0.397887, Typical = 33.6 },
        Plain("hartmann6", Box(6, 0, 1), Hartmann6) with { Optimum = -3.322368, Typical = -0.104 },
        Plain("rosen5s", Box(5, -3, 1.5), Rosenbrock) with { Optimum = 0, Typical = 5368 },
        Ellipsoid(),
        Mlp(),
        Svm(),
        CashTask.Make(),
        new TuningTask("noisyh6", new Space(Box(6, 0, 1)), (c, noise) => TrialOutcome.Of(Hartmann6(c.Codes) + (0.3 * noise.Normal())))
        {
            Optimum = -3.322368, Typical = -0.100, Truth = c => Hartmann6(c.Codes),
        },
        Vessel(),
        new TuningTask("zdt1", new Space(Box(6, 0, 1)), (c, _) => Zdt1(c.Codes)) { Objectives = 2, Volume = ([1.1, 6], 6.266667) },
        new TuningTask("dtlz2", new Space(Box(7, 0, 1)), (c, _) => Dtlz2(c.Codes)) { Objectives = 3, Volume = ([2, 2, 2], 8 - (Math.PI / 6)) },
    ];

    public delegate double Function(ReadOnlySpan<double> x);

    public static TuningTask Plain(string name, Dimension[] dimensions, Function function) =>
        new(name, new Space(dimensions), (c, _) => TrialOutcome.Of(function(c.Codes)));

    public static Dimension[] Box(int count, double low, double high) => [.. Enumerable.Range(0, count).Select(i => Dimension.Float($"x{i}", low, high))];

    public static double Saturated(double floor, double q) => floor + ((0.5 - floor) * (1 - Math.Exp(-q)));

    private static double Branin(ReadOnlySpan<double> x)
    {
        var (b, c, t) = (5.1 / (4 * Math.PI * Math.PI), 5 / Math.PI, 1 / (8 * Math.PI));
        return Math.Pow(x[1] - (b * x[0] * x[0]) + (c * x[0]) - 6, 2) + (10 * (1 - t) * Math.Cos(x[0])) + 10;
    }

    private static readonly double[] alpha = [1, 1.2, 3, 3.2];
    private static readonly double[][] steep = [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]];
    private static readonly double[][] places =
    [
        [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886], [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
        [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650], [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
    ];

    private static double Hartmann6(ReadOnlySpan<double> x)
    {
        var sum = 0.0;
        for (var i = 0; i < 4; i++)
        {
            var exponent = 0.0;
            for (var j = 0; j < 6; j++)
            {
                exponent += steep[i][j] * (x[j] - places[i][j]) * (x[j] - places[i][j]);
            }

            sum += alpha[i] * Math.Exp(-exponent);
        }

        return -sum;
    }

    private static double Rosenbrock(ReadOnlySpan<double> x)
    {
        var sum = 0.0;
        for (var i = 0; i + 1 < x.Length; i++)
        {
            sum += (100 * Math.Pow(x[i + 1] - (x[i] * x[i]), 2)) + Math.Pow(1 - x[i], 2);
        }

        return sum;
    }

    private static TuningTask Ellipsoid()
    {
        var stream = new SplitMix(6);
        var centre = Enumerable.Range(0, 6).Select(_ => -3 + (6 * stream.Uniform())).ToArray();
        var mirrors = Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, 6).Select(_ => -1 + (2 * stream.Uniform())).ToArray()).ToArray();
        foreach (var mirror in mirrors)
        {
            var length = Math.Sqrt(mirror.Sum(v => v * v));
            for (var i = 0; i < 6; i++)
            {
                mirror[i] /= length;
            }
        }

        return Plain("ellipsoid6", Box(6, -5, 5), x =>
        {
            var z = new double[6];
            for (var i = 0; i < 6; i++)
            {
                z[i] = x[i] - centre[i];
            }

            foreach (var mirror in mirrors)
            {
                var along = 2 * z.Zip(mirror).Sum(p => p.First * p.Second);
                z = [.. z.Select((v, i) => v - (along * mirror[i]))];
            }

            return z.Select((v, i) => Math.Pow(10, 4 * i / 5.0) * v * v).Sum();
        }) with
        { Optimum = 0, Typical = 60147 };
    }

    private static TuningTask Mlp()
    {
        Dimension[] dimensions =
        [
            Dimension.Float("lr", 1e-5, 1).Log(), Dimension.Float("wd", 1e-8, 1e-1).Log(), Dimension.Float("dropout", 0, 0.8),
            Dimension.Int("batch", 8, 1024).Log(), Dimension.Int("width", 16, 1024).Log(), Dimension.Category("act", "relu", "tanh", "gelu", "sigmoid"),
        ];
        double[] offsets = [0.01, 0.03, 0, 0.08];
        return Plain("mlp6s", dimensions, x =>
        {
            var (a, best) = (Math.Log10(x[0]), -1.7 + (0.5 * Math.Log10(x[3] / 32)));
            var width = Math.Log2(x[4]);
            return a > best + 1
                ? 2.5 + (0.1 * (a - best - 1))
                : 0.10 + (0.05 * Math.Pow(a - best, 2)) + (0.01 * (1 - Math.Cos(4 * Math.PI * (a - best)))) + (0.01 * Math.Pow(Math.Log10(x[1]) + 5.8, 2))
                    + (0.4 * Math.Pow(x[2] - (0.1 + (0.05 * (width - 4))), 2)) + (0.02 * Math.Pow(width - 9, 2)) + (0.004 * Math.Pow(Math.Log2(x[3]) - 5, 2)) + offsets[(int)x[5]];
        }) with
        { Optimum = 0.10, Typical = 0.576 };
    }

    private static TuningTask Svm()
    {
        Dimension[] dimensions =
        [
            Dimension.Category("kernel", "linear", "rbf", "poly", "sigmoid"), Dimension.Float("C", 1e-3, 1e3).Log(),
            Dimension.Float("gamma", 1e-5, 10).Log().OnlyWhen("kernel", "rbf", "poly", "sigmoid"),
            Dimension.Int("degree", 2, 5).OnlyWhen("kernel", "poly"), Dimension.Float("coef0", -1, 1).OnlyWhen("kernel", "poly", "sigmoid"),
        ];
        return Plain("svmcond", dimensions, x =>
        {
            var (c, g) = (Math.Log10(x[1]), Math.Log10(x[2]));
            return (int)x[0] switch
            {
                0 => Saturated(0.22, 0.05 * (c + 1) * (c + 1)),
                1 => Saturated(0.08, (0.3 * Math.Pow(c - 1 + (0.5 * (g + 2)), 2)) + (0.2 * (g + 2) * (g + 2))),
                2 => Saturated(0.11, (0.2 * (c - 0.5) * (c - 0.5)) + (0.15 * (g + 1.5) * (g + 1.5)) + (0.2 * Math.Abs(x[3] - 3)) + (0.3 * Math.Pow(x[4] - 0.3, 2))),
                _ => Saturated(0.18, (0.2 * (c + 0.5) * (c + 0.5)) + (0.2 * (g + 1) * (g + 1)) + (0.5 * Math.Pow(x[4] + 0.2, 2))),
            };
        }) with
        { Optimum = 0.08, Typical = 0.365 };
    }

    private static TuningTask Vessel() => new(
        "vessel",
        new Space([Dimension.Int("Ts", 1, 99), Dimension.Int("Th", 1, 99), Dimension.Float("R", 10, 200), Dimension.Float("L", 10, 200)]),
        (configuration, _) =>
        {
            var x = configuration.Codes;
            var (ts, th, r, l) = (x[0] * 0.0625, x[1] * 0.0625, x[2], x[3]);
            return new TrialOutcome
            {
                Values = [(0.6224 * ts * r * l) + (1.7781 * th * r * r) + (3.1661 * ts * ts * l) + (19.84 * ts * ts * r)],
                Constraints = [-ts + (0.0193 * r), -th + (0.00954 * r), (1296000 - (Math.PI * r * r * l) - (4.0 / 3 * Math.PI * r * r * r)) / 1296000],
            };
        })
    { Optimum = 6059.714335, Typical = 151678, IsConstrained = true };

    private static TrialOutcome Zdt1(ReadOnlySpan<double> x)
    {
        var g = 1.0;
        for (var i = 1; i < x.Length; i++)
        {
            g += 9 * x[i] / (x.Length - 1);
        }

        return TrialOutcome.Of(x[0], g * (1 - Math.Sqrt(x[0] / g)));
    }

    private static TrialOutcome Dtlz2(ReadOnlySpan<double> x)
    {
        var g = 1.0;
        for (var i = 2; i < x.Length; i++)
        {
            g += (x[i] - 0.5) * (x[i] - 0.5);
        }

        var (a, b) = (x[0] * Math.PI / 2, x[1] * Math.PI / 2);
        return TrialOutcome.Of(g * Math.Cos(a) * Math.Cos(b), g * Math.Cos(a) * Math.Sin(b), g * Math.Sin(a));
    }
}
