using System.Globalization;
using Assay.Data;
using Assay.Evaluation.Rows;
using Assay.Metrics;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Evaluation.Comparing;

/// <summary>The main metric of both systems over the levels of told columns, each held against the most a slice may lose.</summary>
/// <remarks>Limits are at the level 1 - (1 - level) / slices (Bonferroni), so that with no true loss beyond the limit any slice is said to be beyond it in at most 1 - level of comparisons.</remarks>
internal sealed class SliceGains(PairedPredictions pair, Metric metric, ComparisonOptions options)
{
    private const int FewestRows = 30;
    private const int MostLevels = 50;
    private const int Quarters = 4;
    private const int MostDraws = 20_000;

    /// <summary>Draws for limits of this level: a corrected limit lies far out in the tail, and 20 of the draws must lie beyond it.</summary>
    internal static int DrawsFor(ComparisonOptions options) => Math.Clamp((int)Math.Ceiling(40 / (1 - options.Level)), options.Draws, MostDraws);

    /// <summary>All slices, worst first, and what was left out.</summary>
    public (IReadOnlyList<SliceComparison> Slices, IReadOnlyList<string> Notes) All()
    {
        var notes = new List<string>();
        var found = options.Slices.SelectMany(name => Levels(name, notes)).ToList();
        var level = 1 - ((1 - options.Level) / Math.Max(1, found.Count));
        if (40 / (1 - level) > MostDraws * (1 + 1e-9))
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{found.Count} slices are judged together, so each limit rests on about {MostDraws * (1 - level) / 2:0} of {MostDraws:#,0} draws. Name fewer columns for firmer limits."));
        }

        return ([.. found.Select(slice => One(slice.Name, slice.Rows, level)).OrderBy(s => double.IsNaN(s.Gain.Value) ? double.PositiveInfinity : s.Gain.Value)], notes);
    }

    private SliceComparison One(string name, int[] rows, double level)
    {
        var outputs = pair.Data.Outputs;
        var truth = Array.ConvertAll(rows, r => pair.Truth[r]);
        var sign = metric.LargerIsBetter ? 1 : -1;
        var first = JudgedRows.Picked(pair.First, rows, outputs);
        var (one, two) = (metric.Prepare(truth, first, outputs), metric.Prepare(truth, JudgedRows.Picked(pair.Second, rows, outputs), outputs));
        var units = pair.Units.Length > 0 ? Array.ConvertAll(rows, r => pair.Units[r]) : [];
        var weights = pair.Data.Weights.IsEmpty ? [] : Array.ConvertAll(rows, r => pair.Data.Weights.Span[r]);
        var gain = PairedGains.Evident(Bootstrap.Paired(w => sign * two(w), w => sign * one(w), rows.Length, new BootstrapOptions
        {
            Draws = DrawsFor(options with { Level = level }),
            Seed = SeededRandom.Derive(options.Seed, "compare/slice/" + name),
            Threads = options.Threads,
            Level = level,
            Units = units,
            RowWeights = weights,
            Cancellation = options.Cancellation,
        }).Difference, rows.Length, units);
        var score = metric.Measure(new Scored(truth, first, outputs, weights)).Value;
        var limit = (options.SliceLimit ?? options.Margin ?? metric.DefaultMargin) * (metric.MarginIsRelative ? Math.Abs(score) : 1);
        return new SliceComparison(name, rows.Length, gain, Gate.AtMost(gain with { Value = -gain.Value, Low = -gain.High, High = -gain.Low }, limit));
    }

    private IEnumerable<(string Name, int[] Rows)> Levels(string name, List<string> notes)
    {
        var column = pair.Data.Columns.FirstOrDefault(c => c.Name == name) ?? pair.SecondData.Named(name);
        var groups = (column is NumberColumn numbers ? Parts(Strata.ByNumber(numbers, Quarters)) : Enumerable.Range(0, column.Count).Select(row => (Row: row, Level: $"{name} = {column.Show(row) ?? "missing"}")))
            .GroupBy(p => p.Level, p => p.Row).OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
        if (groups.Count > MostLevels)
        {
            throw new AssayException("usage.slice-column", $"\"{name}\" has {groups.Count} levels; slices need at most {MostLevels}. Choose another column, or group its values first.");
        }

        var rare = groups.Where(g => g.Count() < FewestRows).ToList();
        if (rare.Count > 0)
        {
            notes.Add($"Too few rows (below {FewestRows}) to compare: {string.Join(", ", rare.Select(g => $"{g.Key} ({g.Count()})"))}.");
        }

        return groups.Where(g => g.Count() >= FewestRows).Select(g => (g.Key, g.ToArray()));
    }

    // Quarters of equal size; a column with few values is taken value by value.
    private static IEnumerable<(int Row, string Level)> Parts(Strata strata) => strata.Of.Select((stratum, row) => (row, strata.Condition(stratum)));
}
