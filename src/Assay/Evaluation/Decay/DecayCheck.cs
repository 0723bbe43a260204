using System.Globalization;
using Assay.Data;
using Assay.Evaluation.Checks;
using Assay.Evaluation.Report;
using Assay.Evaluation.Rows;
using Assay.Learners;
using Assay.Statistics;

namespace Assay.Evaluation.Decay;

/// <summary>Whether a model becomes worse with time, and when it would fall under a simple baseline.</summary>
[Named("decay")]
internal sealed class DecayCheck : Check
{
    /// <inheritdoc/>
    public override string Title => "Decay: does it become worse with time?";

    /// <inheritdoc/>
    public override IReadOnlyList<CheckSetting> Settings =>
    [
        .. TimeWindows.Settings,
        new("limit", "most accepted worsening of the metric over all windows, and from the first to any later one; 0.02, or 5 % of a metric in a unit of its own, when nothing is said", ""),
        new("horizon", "windows ahead for which the forecast has to stay above the baseline, 1 to 100; as many as were seen when nothing is said", ""),
        new("learner", "learner trained again on each stretch of the past to see how its models age; none to leave this out", "boosted-trees"),
    ];

    /// <inheritdoc/>
    public override CheckChoice Choose(CheckContext context)
    {
        if (TimeWindows.Missing(context) is { } reason)
        {
            return CheckChoice.Unasked(reason);
        }

        var time = context.Predictions.Data.With(ColumnRole.Time)!.Name;
        return context.Predictions.Allows(context.Metric)
            ? CheckChoice.One(CheckSettings.None(Name).With("time", time), $"{time} says when a row was known.")
            : CheckChoice.Nothing($"{context.Metric.Name} cannot be measured on these predictions.");
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<CheckResult> Look(CheckContext context, CheckSettings settings)
    {
        var data = context.Predictions.Data;
        if (!context.Predictions.Allows(context.Metric) || TimeWindows.Asked(context, settings) is not { } windows)
        {
            return [CheckResult.Nothing(Name, Choose(context).NotApplicable ?? $"Decay needs a column of dates or numbers, predictions that {context.Metric.Name} can be measured on and at least five windows of 50 rows.")];
        }

        var sign = context.Metric.LargerIsBetter ? 1 : -1;
        var measured = Enumerable.Range(0, windows.Count).Select(w => windows.Measure(context.Metric, JudgedRows.Picked(context.Predictions.Predicted, windows.Rows[w], data.Outputs), w, context)).ToArray();
        List<CheckResult> results = [Trend(context, windows, (measured, sign), settings), Drop(context, windows, (measured, sign), settings), Forecast(context, windows, (measured, sign), settings)];
        if (settings.Text("learner", "boosted-trees") is var learner && learner != "none" && data.Features.Count > 0)
        {
            results.Add(Age(context, windows, Catalogue<Learner>.Find(learner), (int)settings.Number("horizon", windows.Count, 1, 100)));
        }

        return results;
    }

    private CheckResult Trend(CheckContext context, TimeWindows windows, ((Interval Value, double[] Draws)[] Windows, int Sign) measured, CheckSettings settings)
    {
        var known = Enumerable.Range(0, windows.Count).Where(w => !double.IsNaN(measured.Windows[w].Value.Value)).ToArray();
        double[] values = [.. known.Select(w => measured.Sign * measured.Windows[w].Value.Value)];
        var line = TrendLine.Of([.. known.Select(w => (double)w)], values, [.. known.Select(w => Array.ConvertAll(measured.Windows[w].Draws, d => measured.Sign * d))], context.Level);
        var limit = Limit(context, known.Take((known.Length + 1) / 2).Select(w => measured.Windows[w].Value.Value).DefaultIfEmpty(double.NaN).Average(), settings);
        var rise = line?.Rise(windows.Count - 1, context.Level);
        var worse = rise is null ? Interval.None("too few windows can be measured") : rise with { Value = -rise.Value, Low = -rise.High, High = -rise.Low };
        var status = CheckResult.AtMost(worse, limit);
        return new()
        {
            Check = Name,
            Subject = $"trend of {context.Metric.Name}",
            Status = status,
            Sentence = status switch
            {
                CheckStatus.Passed => $"Over the {windows.Count} windows {context.Metric.Name} does not become worse by more than {Figures.Number(limit)}: {Figures.InWords(worse)}.",
                CheckStatus.Failed => $"Over the {windows.Count} windows {context.Metric.Name} becomes worse by {Figures.InWords(worse)}.",
                _ => $"Whether {context.Metric.Name} becomes worse cannot be told: over the {windows.Count} windows by {Figures.InWords(worse)}, where {Figures.Number(limit)} is accepted.",
            },
            Measure = $"worsening of {context.Metric.Name} from the first window to the last",
            Effect = worse,
            Limit = limit,
            Rows = windows.Rows.Sum(r => r.Length),
            Method = "straight line over windows; error is the larger of block bootstrap within windows and scatter of windows around the line",
            Curves =
            [
                new CheckCurve($"{context.Metric.Name} over time", windows.Dated ? "time, seconds since 1970" : "time", context.Metric.Name, [new("", [.. known.Select(w => (windows.Times[w], measured.Windows[w].Value))])]),
            ],
            Table = new(["window", "rows", context.Metric.Name], [.. Enumerable.Range(0, windows.Count).Select(w => (IReadOnlyList<string>)[Time(windows, w), Figures.Count(windows.Rows[w].Length), Figures.InWords(measured.Windows[w].Value)])]),
        };
    }

    private CheckResult Drop(CheckContext context, TimeWindows windows, ((Interval Value, double[] Draws)[] Windows, int Sign) measured, CheckSettings settings)
    {
        var drops = WindowDrop.Of(
            [.. measured.Windows.Select((m, w) => (measured.Sign * m.Value.Value, m.Draws, windows.BlockCount(w, context)))], context.Level);
        var subject = $"{context.Metric.Name} of every window against the first";
        if (drops.Count == 0)
        {
            return CheckResult.Nothing(Name, $"{context.Metric.Name} cannot be measured in the first window, or in no later one.", subject);
        }

        var limit = Limit(context, measured.Windows[0].Value.Value, settings);
        var worst = WindowDrop.Deciding(drops, limit);
        var status = CheckResult.AtMost(worst.Worsening, limit);
        var over = drops.Count(d => d.Worsening.Low > limit);
        var than = $"{Figures.Number(measured.Windows[worst.Window].Value.Value)} where the first has {Figures.Number(measured.Windows[0].Value.Value)}, worse by {Figures.InWords(worst.Worsening)}";
        return new()
        {
            Check = Name,
            Subject = subject,
            Status = status,
            Sentence = status switch
            {
                CheckStatus.Passed => $"No later window is worse than the first by more than {Figures.Number(limit)} of {context.Metric.Name}; window {worst.Window + 1} comes closest: {than}.",
                CheckStatus.Failed => $"{over} of {drops.Count} later windows {(over == 1 ? "is" : "are")} worse than the first by more than {Figures.Number(limit)} of {context.Metric.Name}, surest window {worst.Window + 1}{(windows.Dated ? $" (around {Time(windows, worst.Window)})" : "")}: {than}.",
                _ => $"Whether a later window is worse than the first by more than {Figures.Number(limit)} of {context.Metric.Name} cannot be told; window {worst.Window + 1} may be: {than}.",
            },
            Measure = $"worsening of {context.Metric.Name} from the first window to window {worst.Window + 1}",
            Effect = worst.Worsening,
            Limit = limit,
            Rows = windows.Rows.Sum(r => r.Length),
            Method = "each later window against the first; error by block bootstrap within windows, student t",
            Correction = $"{drops.Count} windows judged together, Bonferroni",
            Table = new(["window", "worse by"], [.. drops.Select(d => (IReadOnlyList<string>)[Time(windows, d.Window), Figures.InWords(d.Worsening)])]),
        };
    }

    private static double Limit(CheckContext context, double before, CheckSettings settings) =>
        settings.Number("limit", context.Metric.MarginIsRelative ? 0.05 * Math.Abs(before) : 0.02, 0);

    private CheckResult Forecast(CheckContext context, TimeWindows windows, ((Interval Value, double[] Draws)[] Windows, int Sign) measured, CheckSettings settings)
    {
        var horizon = (int)settings.Number("horizon", windows.Count, 1, 100);
        var gains = Enumerable.Range(1, windows.Count - 1).Select(w =>
        {
            var baseline = RollingOrigin.Baseline(context, windows, w);
            var (model, draws) = measured.Windows[w];
            return (Place: (double)w, Gain: measured.Sign * (model.Value - baseline.Value.Value), Draws: draws.Zip(baseline.Draws, (a, b) => measured.Sign * (a - b)).ToArray());
        }).Where(g => !double.IsNaN(g.Gain)).ToArray();
        var line = TrendLine.Of([.. gains.Select(g => g.Place)], [.. gains.Select(g => g.Gain)], [.. gains.Select(g => g.Draws)], context.Level);
        var last = windows.Count - 1;
        var then = line?.At(last + horizon, context.Level) ?? Interval.None("too few windows can be measured");
        var now = line?.At(last, context.Level) ?? then;
        return Standing(context, (then, now, line?.Crossing(context.Level) ?? then), $"{horizon} windows after the last", place => Ahead(windows, place - last)) with
        {
            Subject = "forecast against a simple baseline",
            Rows = windows.Rows.Sum(r => r.Length),
            Method = "gain over a constant learnt on the window before, straight line over windows; the time of crossing by Fieller's method",
        };
    }

    private CheckResult Standing(CheckContext context, (Interval Then, Interval Now, Interval Crossing) forecast, string when, Func<double, string> ahead)
    {
        var (then, now, crossing) = forecast;
        var status = then switch
        {
            { Low: double.NaN } => CheckStatus.CannotTell,
            _ when then.High < 0 || now.High < 0 => CheckStatus.Failed,
            _ when then.Low > 0 => CheckStatus.Passed,
            _ => CheckStatus.CannotTell,
        };
        var falls = double.IsNaN(crossing.Value) ? "; no time of falling under it can be told" : $"; it would fall under it {ahead(crossing.Value)} ({Figures.Level(crossing.Level)} interval {ahead(crossing.Low)} to {ahead(crossing.High)})";
        return new()
        {
            Check = Name,
            Subject = "",
            Status = status,
            Sentence = status switch
            {
                CheckStatus.Passed => $"{PageText.Capital(when)} the gain in {context.Metric.Name} over a simple baseline is still {Figures.InWords(then)} if things go on as they did.",
                CheckStatus.Failed when now.High < 0 => $"The model is already under a simple baseline: its gain in {context.Metric.Name} is {Figures.InWords(now)}.",
                CheckStatus.Failed => $"{PageText.Capital(when)} the model is under a simple baseline if things go on as they did: gain in {context.Metric.Name} {Figures.InWords(then)}{falls}.",
                _ => $"Whether the model is still over a simple baseline {when} cannot be told: gain in {context.Metric.Name} {Figures.InWords(then)}{falls}.",
            },
            Measure = $"gain in {context.Metric.Name} over a simple baseline, {when}",
            Effect = then,
            Limit = 0,
        };
    }

    private CheckResult Age(CheckContext context, TimeWindows windows, Learner learner, int horizon)
    {
        // A number of trees that needs no folds: the question is how models age, not how good they can be made.
        var settings = learner.Name == "boosted-trees" ? Learners.Settings.Default.With("trees", 100).With("learning-rate", 0.1) : Learners.Settings.Default;
        var subject = $"age of models of {learner.Name}";
        if (learner.Refuses(context.Predictions.Data) is { } refusal || RollingOrigin.Of(context, windows, learner, settings) is not { } found)
        {
            return CheckResult.Nothing(Name, learner.Refuses(context.Predictions.Data) ?? "Too few windows can be measured to train on the past again and again.", subject);
        }

        var status = found.PerWindow.High < 0 ? CheckStatus.Failed : found.PerWindow.Low >= 0 ? CheckStatus.Passed : CheckStatus.CannotTell;
        var crossing = found.Line.Crossing(context.Level);
        return new()
        {
            Check = Name,
            Subject = subject,
            Status = status,
            Sentence = status switch
            {
                CheckStatus.Failed => $"A model of {learner.Name} loses {Figures.Number(-found.PerWindow.Value)} of {context.Metric.Name} with every window of age ({Figures.LimitsInWords(found.PerWindow)}): train it again often."
                    + (double.IsNaN(crossing.Value) ? "" : $" It would fall under a simple baseline {Ahead(windows, crossing.Value)} after training ({Figures.Level(crossing.Level)} interval {Ahead(windows, crossing.Low)} to {Ahead(windows, crossing.High)})."),
                CheckStatus.Passed => $"A model of {learner.Name} does not become worse with age: {Figures.InWords(found.PerWindow)} of {context.Metric.Name} a window.",
                _ => $"Whether a model of {learner.Name} becomes worse with age cannot be told: {Figures.InWords(found.PerWindow)} of {context.Metric.Name} a window, where below 0 is worse.",
            },
            Measure = $"change of {context.Metric.Name} with every window of age, below 0 is worse",
            Effect = found.PerWindow,
            Limit = 0,
            Rows = windows.Rows.Sum(r => r.Length),
            Method = $"rolling origin: trained on three windows, judged on all later ones, compared within windows; {found.PerWindow.Method}",
            Curves = [new CheckCurve("Age", "windows since training", $"change of {context.Metric.Name} against a fresh model", [new("", [.. found.ByAge.Select(a => ((double)a.Age, a.Change))])])],
            Table = new(
                ["number", "value"],
                [
                    ["gain of a fresh model over a simple baseline", Figures.InWords(found.Fresh)],
                    [$"the same at an age of {horizon} windows", Figures.InWords(found.Line.At(horizon, context.Level))],
                ]),
        };
    }

    private static string Time(TimeWindows windows, int window) => windows.Dated
        ? DateTimeOffset.FromUnixTimeSeconds((long)windows.Times[window]).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : Figures.Number(windows.Times[window]);

    private static string Ahead(TimeWindows windows, double places)
    {
        var text = $"{places.ToString("0.#", CultureInfo.InvariantCulture)} windows";
        return windows.Dated ? $"{text} ({((windows.Times[^1] - windows.Times[0]) / (windows.Count - 1) * places / 86400).ToString("0", CultureInfo.InvariantCulture)} days)" : text;
    }
}
