using Assay.Numerics;

namespace Assay.Benchmarks;

/// <summary>A world of two models on the same rows, the first the better the larger its strength.</summary>
/// <param name="Metric">What they are compared by.</param>
/// <param name="Equal">The strength at which both are as good.</param>
/// <param name="Most">The largest strength looked at.</param>
/// <param name="Draw">Makes so many rows at a strength.</param>
internal sealed record GateScene(string Metric, double Equal, double Most, Func<SeededRandom, int, double, CoverageRows> Draw)
{
    /// <summary>Every world.</summary>
    public static IReadOnlyList<GateScene> All { get; } =
    [
        new("roc-auc", 1, 2, Scores),
        new("accuracy", 1, 2, Labels),
        new("log-loss", 0.3, 2, Probabilities),
        new("rmse", 1, 3, Numbers),
    ];

    // Two scores of the same rows, noises correlated 0.5; the first separates the classes so many times as well as the second.
    private static CoverageRows Scores(SeededRandom random, int rows, double strength) => Each(random, rows, r =>
    {
        var (truth, shared) = (r.Next(2), r.NextNormal());
        return (truth, (strength * truth) + ((shared + r.NextNormal()) / Math.Sqrt(2)), truth + ((shared + r.NextNormal()) / Math.Sqrt(2)));
    });

    // The same as labels: each score is cut half way between its classes.
    private static CoverageRows Labels(SeededRandom random, int rows, double strength)
    {
        var scores = Scores(random, rows, strength);
        return scores with
        {
            Predicted = [.. scores.Predicted.Select(s => s >= strength / 2 ? 1.0 : 0)],
            Other = [.. scores.Other.Select(s => s >= 0.5 ? 1.0 : 0)],
        };
    }

    // Both models know a part of what decides; of the rest the first knows a share of one part, the second 0.3 of the other.
    private static CoverageRows Probabilities(SeededRandom random, int rows, double strength) => Each(random, rows, r =>
    {
        var (known, one, two) = (1.5 * r.NextNormal(), r.NextNormal(), r.NextNormal());
        var truth = r.NextDouble() < Sigmoid(known + (2 * one) + (2 * two)) ? 1 : 0;
        return (truth, Sigmoid((0.8 * known) + (strength * one)), Sigmoid((0.8 * known) + (0.3 * two)));
    });

    // Errors of both models of their own, the first's divided by the strength, over noise that neither can know.
    private static CoverageRows Numbers(SeededRandom random, int rows, double strength) => Each(random, rows, r =>
    {
        var (signal, noise) = (r.NextNormal(), r.NextNormal());
        return (signal + (noise * (0.5 + (0.2 * Math.Abs(signal)))), signal + (0.5 * r.NextNormal() / strength), signal + (0.5 * r.NextNormal()));
    });

    private static CoverageRows Each(SeededRandom random, int rows, Func<SeededRandom, (double Truth, double First, double Second)> draw)
    {
        var (truth, first, second) = (new double[rows], new double[rows], new double[rows]);
        for (var i = 0; i < rows; i++)
        {
            (truth[i], first[i], second[i]) = draw(random);
        }

        return new(truth, first, second);
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
