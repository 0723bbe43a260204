using Assay.Evaluation.Report;
using Assay.Numerics;
using Assay.Tuning;
using Assay.Tuning.Spaces;
using Assay.Tuning.Surrogates;

namespace Assay.Development.SearchReport;

/// <summary>The two most important parameters against each other: what a forest expects in between, and how trials rank.</summary>
internal static class ContourSection
{
    private const int Cells = 20;
    private const int Averaged = 12;

    /// <summary>The section; with one parameter there is nothing to set against it.</summary>
    public static Html Render(StudyFacts facts)
    {
        int[] pair = [.. facts.Order.Take(2)];
        var trials = facts.Drawn.Where(t => pair.All(p => !double.IsNaN(t.Configuration.Codes[p]))).ToArray();
        if (pair.Length < 2 || trials.Length == 0)
        {
            return PagePieces.Section("contour", "Contour", Html.Empty, Html.Of($"<p class=\"muted\">It takes two parameters that count in one trial.</p>"));
        }

        var (across, up) = (facts.Dimensions[pair[0]], facts.Dimensions[pair[1]]);
        var expected = Expected(facts, pair);
        var said = $"{across.Name} against {up.Name} over {trials.Length} trials.";
        var contour = new ChartFigure("contour-chart", "Contour", said) { Caption = Html.Text("The darker, the better a random forest expects it to be with everything else averaged out. Points are trials.") };
        var ranks = new ChartFigure("rank-chart", "Rank", said) { Legend = StudyFacts.Legend(Quarters), Caption = Html.Text("Trials by the quarter their value falls into.") };
        return PagePieces.Section("contour", "The two that matter most", Html.Text(said), Html.Of(
            $"{contour.Draw(size => Contour(new Plot(size, StudyFacts.Across(across), StudyFacts.Across(up)), expected, trials, pair))}{ranks.Draw(size => Ranks(new Plot(size, StudyFacts.Across(across), StudyFacts.Across(up)), facts, trials, pair))}"));
    }

    private static Look[] Quarters =>
    [
        new("best quarter", "phase-2", MarkerShape.Circle), new("second", "phase-1", MarkerShape.Triangle), new("third", "phase-3", MarkerShape.Diamond), new("worst quarter", "phase-0", MarkerShape.Square),
    ];

    private static Html Ranks(Plot plot, StudyFacts facts, Tuning.Trial[] trials, int[] pair)
    {
        Tuning.Trial[] ranked = [.. trials.OrderBy(t => facts.History.Loss(t)).ThenBy(t => t.Number)];
        return plot.Draw(Html.Of($"{ranked.Select((t, i) => Point(plot, t, pair, Quarters[4 * i / ranked.Length])).Reverse()}"));
    }

    private static Html Point(Plot plot, Tuning.Trial trial, int[] pair, Look look) => Html.Of(
        $"<g class=\"{look.Class}\">{Marker.Draw(look.Shape, plot.X.At(trial.Configuration.Codes[pair[0]]), plot.Y.At(trial.Configuration.Codes[pair[1]]), 3.5, $"Trial {trial.Number}: {StudyFacts.Text(trial.Values[0])}")}</g>");

    private static Html Contour(Plot plot, double[][] expected, Tuning.Trial[] trials, int[] pair)
    {
        var (columns, rows) = (expected.Length, expected[0].Length);
        var (width, height) = ((plot.Right - plot.Left) / columns, (plot.Bottom - plot.Top) / rows);
        var cells = from c in Enumerable.Range(0, columns)
                    from r in Enumerable.Range(0, rows)
                    select Html.Of($"<rect x=\"{plot.Left + (c * width)}\" y=\"{plot.Bottom - ((r + 1) * height)}\" width=\"{width}\" height=\"{height}\" style=\"shape-rendering:crispEdges;fill:rgba(var(--heat-right),{Figures.Fixed(0.85 * expected[c][r], 2)})\"/>");
        var look = new Look("", "phase-3", MarkerShape.Circle);
        return plot.Draw(Html.Of($"<g>{cells}</g>{trials.Select(t => Point(plot, t, pair, look))}"));
    }

    // From 0 where the forest expects the worst to 1 where it expects the best: the place among all cells, which no single bad value can press together.
    private static double[][] Expected(StudyFacts facts, int[] pair)
    {
        var (space, input) = (facts.History.Space, new SurrogateInput(facts.History.Space));
        var random = SeededRandom.For(facts.History.Seed, "contour");
        Tuning.Trial[] learned = [.. facts.Drawn];
        var forest = new RegressionForest(input, [.. learned.Select(t => input.Encode(t.Configuration))], [.. learned.Select(t => facts.History.Loss(t))], new ForestOptions { Trees = 32, LeastSplit = 4 }, random);
        double[][] others = [.. Enumerable.Range(0, Averaged).Select(_ => Units(space.Draw(random), random))];
        double[][] means = [.. Places(space.Dimensions[pair[0]]).Select(a => Places(space.Dimensions[pair[1]]).Select(b => others.Average(o => At(o, a, b))).ToArray())];
        double[] sorted = [.. means.SelectMany(m => m).Order()];
        return [.. means.Select(m => m.Select(v => 1 - (Array.BinarySearch(sorted, v) is var at && at >= 0 ? at / (double)sorted.Length : 0)).ToArray())];

        double At(double[] other, double a, double b)
        {
            double[] units = [.. other];
            (units[pair[0]], units[pair[1]]) = (a, b);
            return forest.Predict(input.Encode(space.FromUnits(units))).Mean;
        }
    }

    private static double[] Units(Configuration configuration, SeededRandom random) =>
        [.. configuration.Units.ToArray().Select((u, i) => !double.IsNaN(u) ? u : configuration.Space.Dimensions[i].IsOrdered ? random.NextDouble() : random.Next(configuration.Space.Dimensions[i].Choices.Count))];

    // A category has a column a choice; so has an ordinal.
    private static double[] Places(Dimension dimension) => dimension.Choices.Count > 0
        ? [.. Enumerable.Range(0, dimension.Choices.Count).Select(c => dimension.IsOrdered ? dimension.ToUnit(c) : c)]
        : [.. Enumerable.Range(0, Cells).Select(c => (c + 0.5) / Cells)];
}
