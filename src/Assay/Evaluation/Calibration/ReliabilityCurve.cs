using Assay.Evaluation.Checks;
using Assay.Evaluation.Rows;
using Assay.Metrics;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Evaluation.Calibration;

/// <summary>Said against seen, with the room that chance alone takes when every probability is right.</summary>
/// <param name="Curve">Bins of equal mass with intervals, and the isotonic (CORP) line, each with its consistency band.</param>
/// <param name="WidthError">Expected calibration error over 15 bins of equal width.</param>
/// <param name="MassError">The same over the curve's bins of equal mass.</param>
/// <param name="ExpectedWidthError">Mean of the first when every probability is right.</param>
/// <param name="ExpectedMassError">Mean of the second then.</param>
/// <remarks>
/// Bands: what happened is drawn again from the probabilities themselves, row by row. Source: Broecker and Smith, Weather and Forecasting 22,
/// 2007; Dimitriadis, Gneiting and Jordan, PNAS 118, 2021.
/// </remarks>
internal sealed record ReliabilityCurve(CheckCurve Curve, double WidthError, double MassError, double ExpectedWidthError, double ExpectedMassError)
{
    private const int WidthBins = 15;
    private const int Grid = 41;
    private const int Groups = 1000;

    /// <summary>The curve of these rows.</summary>
    /// <param name="probability">Length n, in [0, 1].</param>
    /// <param name="happened">0 or 1, length n.</param>
    /// <param name="bins">Row indices of each bin of equal mass.</param>
    /// <param name="how">How rows count, and seed, threads and the like.</param>
    public static ReliabilityCurve Of(double[] probability, double[] happened, int[][] bins, (RowDesign Design, BootstrapOptions Options) how)
    {
        var simulation = new Simulation(probability, bins, how.Design);
        var seen = simulation.Of(happened);
        // About twenty million rows are drawn in all, so that bands of a million rows take seconds, not minutes.
        var draws = Math.Clamp(20_000_000 / Math.Max(1, probability.Length), 100, 500);
        var drawn = new Drawn[draws];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, how.Options.Threads), CancellationToken = how.Options.Cancellation };
        Parallel.For(0, draws, parallel, i => drawn[i] = simulation.Of(Draw(probability, SeededRandom.For(how.Options.Seed, "perfect calibration", i))));
        return new(
            new CheckCurve("Reliability", "predicted probability", "observed rate", [Binned(probability, happened, bins, (how.Design, drawn)), Line(simulation, seen, drawn, how.Design.Level)]) { Diagonal = true },
            seen.Width,
            seen.Mass,
            drawn.Average(d => d.Width),
            drawn.Average(d => d.Mass));
    }

    private static double[] Draw(double[] probability, SeededRandom random) => Array.ConvertAll(probability, p => random.NextDouble() < p ? 1.0 : 0.0);

    private static CheckSeries Binned(double[] probability, double[] happened, int[][] bins, (RowDesign Design, Drawn[] Drawn) how)
    {
        var points = new List<CurvePlace>();
        var band = new List<CurveBand>();
        for (var bin = 0; bin < bins.Length; bin++)
        {
            var part = how.Design.At(bins[bin]);
            var across = part.Average([.. bins[bin].Select(r => probability[r])]);
            points.Add((across, part.Share([.. bins[bin].Select(r => happened[r])])));
            var (low, high) = Middle(how.Drawn.Select(d => d.Rates[bin]), part.Level);
            band.Add((across, low, high));
        }

        return new CheckSeries("bins of equal mass", points) { Band = band };
    }

    private static CheckSeries Line(Simulation simulation, Drawn seen, Drawn[] drawn, double level) => new(
        "isotonic",
        [.. simulation.Across.Select((p, i) => (p, new Interval(seen.Line[i], double.NaN, double.NaN, "isotonic") { Level = level }))])
    {
        Band =
        [
            .. simulation.Across.Select((p, i) =>
            {
                var (low, high) = Middle(drawn.Select(d => d.Line[i]), level);
                return (p, low, high);
            }),
        ],
    };

    private static (double Low, double High) Middle(IEnumerable<double> draws, double level)
    {
        double[] sorted = [.. draws.Order()];
        return (Quantiles.Linear(sorted, (1 - level) / 2), Quantiles.Linear(sorted, (1 + level) / 2));
    }

    private sealed record Drawn(double[] Rates, double[] Line, double Width, double Mass);

    // What does not depend on what happened is worked out once.
    private sealed class Simulation
    {
        private readonly RowDesign design;
        private readonly double[] probability;
        private readonly int[] widthBin;
        private readonly int[] massBin;
        private readonly int[] group;
        private readonly double[] groupProbability;
        private readonly double[] groupWeight;

        public Simulation(double[] probability, int[][] bins, RowDesign design)
        {
            (this.probability, this.design) = (probability, design);
            widthBin = Array.ConvertAll(probability, p => Math.Clamp((int)(p * WidthBins), 0, WidthBins - 1));
            massBin = Places(bins, probability.Length);
            Bins = bins.Length;
            // Neighbours in order are put together for the isotonic line: a thousand steps are finer than any band.
            var groups = MassBins.Of(probability, Groups);
            group = Places(groups, probability.Length);
            groupWeight = Sum(group, groups.Length, _ => 1);
            double[] sums = Sum(group, groups.Length, r => probability[r]);
            groupProbability = [.. sums.Zip(groupWeight, (s, w) => w > 0 ? s / w : 0)];
            double[] sorted = [.. probability.Order()];
            Across = [.. Enumerable.Range(0, Grid).Select(i => Quantiles.Linear(sorted, i / (Grid - 1.0))).Distinct()];
        }

        public double[] Across { get; }

        private int Bins { get; }

        public Drawn Of(double[] happened)
        {
            var groupHappened = Sum(group, groupWeight.Length, r => happened[r]);
            var curve = Isotonic.Fit(groupProbability, [.. groupHappened.Zip(groupWeight, (h, w) => w > 0 ? h / w : 0)], groupWeight);
            var total = design.Total(happened.Length);
            double Error(int[] places, int count) => Sum(places, count, r => happened[r] - probability[r]).Sum(Math.Abs) / total;
            double[] weights = Sum(massBin, Bins, _ => 1);
            return new(
                [.. Sum(massBin, Bins, r => happened[r]).Zip(weights, (h, w) => h / w)],
                Array.ConvertAll(Across, curve.At),
                Error(widthBin, WidthBins),
                Error(massBin, Bins));
        }

        private static int[] Places(int[][] bins, int rows)
        {
            var places = new int[rows];
            for (var bin = 0; bin < bins.Length; bin++)
            {
                foreach (var row in bins[bin])
                {
                    places[row] = bin;
                }
            }

            return places;
        }

        private double[] Sum(int[] places, int count, Func<int, double> of)
        {
            var sums = new double[count];
            for (var row = 0; row < places.Length; row++)
            {
                sums[places[row]] += design.Weight(row) * of(row);
            }

            return sums;
        }
    }
}
