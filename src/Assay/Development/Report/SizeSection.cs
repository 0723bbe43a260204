using Assay.Evaluation.Report;
namespace Assay.Development.Report;

/// <summary>Size against quality: which models no smaller one beats, and the smallest that is good enough.</summary>
internal static class SizeSection
{
    /// <summary>The section; it says so when there is nothing to draw.</summary>
    public static Html Render(ReportContext context)
    {
        var points = context.Outcome.Evidence.Sizes.Where(p => double.IsFinite(p.Score)).ToList();
        return points.Count == 0
            ? PagePieces.Section("size", "How small can it be?", Html.Empty, Html.Of($"<p class=\"muted\">No finished candidate has a size.</p>"))
            : PagePieces.Section("size", "How small can it be?", Case(context, points), Chart(context, points));
    }

    private static Html Case(ReportContext context, IReadOnlyList<SizePoint> points)
    {
        var larger = context.Outcome.LargerIsBetter;
        var best = points.OrderBy(p => larger ? -p.Score : p.Score).ThenBy(p => p.Bytes).First();
        if (points.FirstOrDefault(p => p.SmallestGoodEnough) is not { } small)
        {
            return Html.Of($"The best scorer is {context.Limits.Name(best.Candidate)} with {Figures.Bytes(best.Bytes)}.");
        }

        if (small.Candidate == best.Candidate || best.Bytes <= small.Bytes)
        {
            return Html.Of($"{context.Limits.Name(best.Candidate)} ({Figures.Bytes(best.Bytes)}) scores best, and nothing smaller comes within the margin{Margin(context.Outcome)}.");
        }

        var loss = Math.Abs(best.Score - small.Score);
        var ratio = (double)best.Bytes / Math.Max(1, small.Bytes);
        var advice = ratio >= 10 ? "An order of magnitude smaller for no useful loss: pick the smaller one." : "It is the smallest model that is good enough.";
        return Html.Of($"{context.Limits.Name(small.Candidate)} ({Figures.Bytes(small.Bytes)}) is {Figures.Times(ratio)} smaller than the best scorer {context.Limits.Name(best.Candidate)} ({Figures.Bytes(best.Bytes)}), and its {context.Outcome.Metric} is worse by {Figures.Significant(loss, 2)}, which is within the margin{Margin(context.Outcome)}. {advice}");
    }

    private static string Margin(Outcome outcome) => outcome.Margin switch
    {
        null => "",
        { Relative: true } margin => $" of {Figures.Given(margin.Value)} ({Figures.Given(margin.Given * 100)} % of the best score)",
        { } margin => $" of {Figures.Given(margin.Value)}",
    };

    private static Html Chart(ReportContext context, IReadOnlyList<SizePoint> points)
    {
        var outcome = context.Outcome;
        var phases = outcome.Phases.Select(p => p.Name).Where(n => points.Any(p => p.Phase == n));
        var front = points.Where(p => p.OnFront).OrderBy(p => p.Bytes).ToList();
        var figure = new ChartFigure(
            "size-chart", "Model size against score", $"{points.Count} candidates. On the front, from small to large: {string.Join(", ", front.Take(8).Select(p => $"{PageText.Short(p.Candidate)} {Figures.Bytes(p.Bytes)} {Figures.Significant(p.Score)}"))}.")
        {
            Legend = Html.Of($"<ul class=\"legend\">{phases.Select(p => Html.Of($"<li>{ReportContext.PhaseChip(p)}</li>"))}<li><span class=\"ring\" aria-hidden=\"true\"></span> smallest good enough</li><li><span class=\"front-key\" aria-hidden=\"true\"></span> Pareto front</li></ul>"),
            Caption = Html.Text("On the front no smaller model is better. Arrows at the edge are scores beyond the scale."),
        };
        return figure.Draw(size => Draw(outcome, size, points, front));
    }

    private static Html Draw(Outcome outcome, ChartSize size, IReadOnlyList<SizePoint> points, IReadOnlyList<SizePoint> front)
    {
        var scores = points.Select(p => new Statistics.Interval(p.Score, double.NaN, double.NaN, "none"));
        var (low, high) = ScoreRange.Near(scores, outcome.LargerIsBetter);
        // Room for a word beyond the best point.
        var room = 0.12 * (high - low);
        (low, high) = outcome.LargerIsBetter ? (low, high + room) : (low - room, high);
        var plot = new Plot(
            size,
            new Axis("size of the model's files", [.. points.Select(p => (double)Math.Max(1, p.Bytes))]) { Logarithmic = true, Label = Axis.ShortBytes },
            new Axis($"{outcome.Metric} ({(outcome.LargerIsBetter ? "larger" : "smaller")} is better)", []) { Exactly = (low, high) });
        var ordered = points.OrderBy(p => p.OnFront).ThenBy(p => p.SmallestGoodEnough);
        var steps = Steps(plot, front);
        var line = steps.Count > 1 ? plot.Line(steps, "front") : Html.Empty;
        return plot.Draw(Html.Of($"{line}{ordered.Select(p => Point(plot, p))}{Labels(plot, outcome, points, steps)}"));
    }

    // The front as a stair: level until the next larger model, then up or down to its score.
    private static List<(double X, double Y)> Steps(Plot plot, IReadOnlyList<SizePoint> front)
    {
        var steps = new List<(double X, double Y)>();
        foreach (var point in front.Where(p => plot.Y.Holds(p.Score)))
        {
            var x = (double)Math.Max(1, point.Bytes);
            if (steps.Count > 0)
            {
                steps.Add((x, steps[^1].Y));
            }

            steps.Add((x, point.Score));
        }

        if (steps.Count > 0)
        {
            steps.Add((plot.X.High, steps[^1].Y));
        }

        return steps;
    }

    private static Html Point(Plot plot, SizePoint point)
    {
        var look = PhaseLook.Of(point.Phase);
        var (x, y) = Place(plot, point);
        if (!plot.Y.Holds(point.Score))
        {
            var down = point.Score < plot.Y.Low;
            return Html.Of($"<path class=\"beyond {look.Class}\" d=\"M{x - 5} {(down ? y - 9 : y + 9)}h10l-5 {(down ? 8.0 : -8.0)}Z\"><title>{Tooltip(point)}</title></path>");
        }

        var ring = point.SmallestGoodEnough ? Html.Of($"<circle class=\"ring\" cx=\"{x}\" cy=\"{y}\" r=\"10\"/>") : Html.Empty;
        return Html.Of($"<g class=\"{look.Class}{(point.OnFront ? "" : " behind")}\">{ring}{Marker.Draw(look.Shape, x, y, 5.5, Tooltip(point))}</g>");
    }

    private static IEnumerable<Html> Labels(Plot plot, Outcome outcome, IReadOnlyList<SizePoint> points, IReadOnlyList<(double X, double Y)> steps)
    {
        var pixels = steps.Select(s => (X: plot.X.At(s.X), Y: plot.Y.At(s.Y))).ToList();
        var taken = points.Select(p => LabelBox.Around(Place(plot, p), 7))
            .Concat(pixels.Zip(pixels.Skip(1), LabelBox.Between)).ToList();
        var small = points.FirstOrDefault(p => p.SmallestGoodEnough);
        var champion = points.FirstOrDefault(p => p.Candidate == outcome.Champion.Name);
        foreach (var (point, word) in new[] { (small, small == champion ? "champion, smallest good enough" : "smallest good enough"), (small == champion ? null : champion, "champion") })
        {
            if (point is not null && plot.Y.Holds(point.Score))
            {
                var box = LabelBox.Beside(plot, Place(plot, point), word, taken);
                taken.Add(box);
                yield return Html.Of($"<text class=\"halo\" x=\"{box.Middle}\" y=\"{box.Baseline}\" text-anchor=\"middle\">{word}</text>");
            }
        }
    }

    private static (double X, double Y) Place(Plot plot, SizePoint point) => (plot.X.At(Math.Max(1, point.Bytes)), plot.Y.At(point.Score));

    private static string Tooltip(SizePoint point) =>
        $"{PageText.Short(point.Candidate, 60)}: {Figures.Significant(point.Score, 4)}, {Figures.Bytes(point.Bytes)}";
}
