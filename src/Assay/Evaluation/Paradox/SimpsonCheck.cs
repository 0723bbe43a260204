using Assay.Data;
using Assay.Evaluation.Checks;
using Assay.Evaluation.Report;
using Assay.Evaluation.Rows;
using Assay.Metrics;
using Assay.Statistics;

namespace Assay.Evaluation.Paradox;

/// <summary>Whether a comparison turns round when rows are parted by a column, or by two: better in total, worse in the parts.</summary>
[Named("simpson")]
internal sealed class SimpsonCheck : Check
{
    private const int LeastRows = 200;
    private const int LeastStratum = 30;
    private const int MostColumns = 15;
    private const int MostSides = 4;
    private const int MostLevelsOfSide = 6;
    private const int Shown = 10;

    /// <inheritdoc/>
    public override string Title => "Simpson's paradox: does a comparison turn round in the parts?";

    /// <inheritdoc/>
    public override IReadOnlyList<CheckSetting> Settings =>
    [
        new("sides", "columns whose two largest values are compared; columns of 2 to 6 values when nothing is said", ""),
        new("columns", "columns that part the rows, alone and in pairs; the first 15 features when nothing is said", ""),
    ];

    /// <inheritdoc/>
    public override CheckChoice Choose(CheckContext context)
    {
        var data = context.Predictions.Data;
        var (sides, columns) = (Sides(data), Columns(data));
        if (context.Predictions.Count < LeastRows || columns.Count < 2 || (sides.Count == 0 && context.Against is null))
        {
            return CheckChoice.Unasked(context.Predictions.Count < LeastRows
                ? $"Parting rows needs at least {LeastRows} of them; there are {context.Predictions.Count}."
                : "There is no column to part the rows by, or nothing to compare: no column of few values and no other model.");
        }

        return CheckChoice.One(
            CheckSettings.None(Name).With("sides", sides).With("columns", columns),
            context.Against is null ? "Groups are compared; the comparison may turn round within the parts of another column." : "Two models and groups are compared; a comparison may turn round within the parts of a column.");
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<CheckResult> Look(CheckContext context, CheckSettings settings)
    {
        if (Choose(context).NotApplicable is { } reason && settings.Values.Count == 0)
        {
            return [CheckResult.Nothing(Name, reason)];
        }

        var data = context.Predictions.Data;
        var by = Partings(Strata.Named(data, settings.Values.ContainsKey("columns") ? settings.Texts("columns") : Columns(data), LeastStratum));
        var sides = Strata.Named(data, settings.Values.ContainsKey("sides") ? settings.Texts("sides") : Sides(data));
        var (rows, design) = (JudgedRows.Of(context), RowDesign.Of(context));
        TwoArms[] arms = [.. sides.SelectMany(side => Outcomes(context, rows, side)), .. Picks(context)];
        var found = arms.Select(a => (Arms: a, Splits: by.Where(s => !s.Name.Split(" x ").Contains(a.Outcome.Split(" by ")[^1])).Select(s => MixtureSplit.Of(a, s, design)).OfType<MixtureSplit>().ToArray())).ToArray();
        var turns = Models(context, by);
        var adjusted = AdjustedP.Holm([.. found.SelectMany(f => f.Splits.Select(s => s.P)), .. turns.Select(t => t.P)]);
        var at = 0;
        var results = found.Where(f => f.Splits.Length > 0).Select(f => Judge(context, f.Arms, f.Splits, adjusted[at..(at += f.Splits.Length)], adjusted.Length)).ToList();
        if (context.Against is { } other)
        {
            results.Add(turns.Count > 0 ? Judge(context, other, turns, adjusted[at..], adjusted.Length) : CannotTurn(context, other));
        }

        return results.Count > 0 ? results : [CheckResult.Nothing(Name, "No parting of the rows holds both sides of a comparison in 95 of 100 rows.")];
    }

    private static List<string> Sides(Dataset data) =>
        [.. data.Features.OfType<CategoryColumn>().Where(c => Strata.By(c, Math.Max(LeastStratum, data.RowCount / 20))?.Names.Count is >= 2 and <= MostLevelsOfSide).Take(MostSides).Select(c => c.Name)];

    private static List<string> Columns(Dataset data) => [.. Strata.OfFeatures(data, LeastStratum).Take(MostColumns).Select(s => s.Name)];

    private static List<Strata> Partings(IReadOnlyList<Strata> columns) =>
        [.. columns, .. columns.SelectMany((a, i) => columns.Skip(i + 1).Select(b => a.Crossed(b, LeastStratum)))];

    private static IEnumerable<TwoArms> Outcomes(CheckContext context, JudgedRows rows, Strata side)
    {
        var data = context.Predictions.Data;
        var largest = Enumerable.Range(0, side.Names.Count).OrderByDescending(s => side.Of.Count(o => o == s)).Take(2).Order().ToArray();
        var (first, second) = (Array.ConvertAll(side.Of, o => o == largest[0]), Array.ConvertAll(side.Of, o => o == largest[1]));
        TwoArms Of(string outcome, double[] values) => new(side.Names[largest[0]], side.Names[largest[1]], $"{outcome} by {side.Name}", first, second, values);
        if (data.Task == LearningTask.Binary)
        {
            yield return Of($"share of {data.Classes[1]}", rows.Truth);
        }
        else if (data.Task == LearningTask.Regression)
        {
            yield return Of($"mean {data.TargetName}", rows.Truth);
        }

        if (data.Task == LearningTask.Regression || context.Predictions.Kind != PredictionKind.Score)
        {
            yield return data.Task == LearningTask.Regression
                ? Of("mean absolute error", [.. rows.Truth.Select((t, i) => Math.Abs(t - rows.Predicted[i]))])
                : Of("error rate", [.. rows.Truth.Select((t, i) => t == rows.Top(i) ? 0.0 : 1.0)]);
        }
    }

    // Two models are measured on the same rows, but each picks rows of its own to call positive.
    private static IEnumerable<TwoArms> Picks(CheckContext context)
    {
        if (context.Against is not { } other || context.Predictions.Data.Task != LearningTask.Binary || other.Kind == PredictionKind.Score || context.Predictions.Kind == PredictionKind.Score)
        {
            return [];
        }

        bool[] Called(Predictions model) => Array.ConvertAll(model.Labels(), l => l == 1);
        return [new(context.Predictions.Name, other.Name, "share right among rows called positive, by model", Called(context.Predictions), Called(other), context.Predictions.Data.Target.ToArray())];
    }

    private static List<MetricTurn> Models(CheckContext context, IReadOnlyList<Strata> by)
    {
        if (context.Against is not { } other || context.Metric is MeanLoss || !context.Predictions.Allows(context.Metric) || !other.Allows(context.Metric))
        {
            return [];
        }

        var models = (JudgedRows.Of(context), JudgedRows.Of(context, other));
        return [.. by.Select(s => MetricTurn.Of(context.Metric, models, s, context.Bootstrap("simpson"))).OfType<MetricTurn>()];
    }

    private CheckResult Judge(CheckContext context, TwoArms arms, MixtureSplit[] splits, double[] adjusted, int together)
    {
        var alpha = 1 - context.Level;
        // Of those found, the one that needs fewest columns to say comes first.
        int[] order =
        [
            .. Enumerable.Range(0, splits.Length).OrderBy(k => adjusted[k] <= alpha ? splits[k].By.Name.Split(" x ").Length : int.MaxValue)
                .ThenBy(k => splits[k].P).ThenByDescending(k => Math.Abs(splits[k].Mix.Value)),
        ];
        MixtureSplit[] best = [.. order.Take(Shown).Select(k => adjusted[k] <= alpha ? splits[k].Drawn(arms, context.Bootstrap(Name)) : splits[k])];
        var worst = best[0];
        var status = Status(adjusted[order[0]], worst.P, alpha);
        var first = worst.Total.Value > 0 ? arms.First : arms.Second;
        var second = worst.Total.Value > 0 ? arms.Second : arms.First;
        return new()
        {
            Check = Name,
            Subject = $"{arms.Outcome}: {arms.First} against {arms.Second}",
            Status = status,
            Sentence = status switch
            {
                CheckStatus.Failed => $"In total {first} has more ({Figures.Number(Math.Abs(worst.Total.Value))}), but parted by {worst.By.Name} {second} has more {(worst.TurnsEverywhere ? "in every part" : "on average")} ({Figures.Number(Math.Abs(worst.Rate.Value))}): the total comes from the mix.",
                CheckStatus.CannotTell => $"Parted by {worst.By.Name} the comparison seems to turn round, but among {together} partings that may be chance.",
                _ => $"The comparison does not turn round in any of {splits.Length} partings of the rows.",
            },
            Measure = status == CheckStatus.Passed ? $"difference in total, {arms.First} less {arms.Second}" : $"difference within the parts, {arms.First} less {arms.Second}",
            Effect = status == CheckStatus.Passed ? worst.Total : worst.Rate,
            Rows = arms.Values.Length,
            Method = $"Kitagawa's mix and rate effects; {worst.Rate.Method}; total and rate effect both have to be there",
            Correction = $"{together} partings and comparisons judged together, Holm",
            AdjustedP = adjusted[order[0]],
            Table = new(
                ["parted by", "difference in total", "from the mix", "within the parts", "parts that point the other way", "p, corrected"],
                [
                    .. best.Select((s, i) => (IReadOnlyList<string>)
                        [s.By.Name, Figures.InWords(s.Total), Figures.InWords(s.Mix), Figures.InWords(s.Rate), Against(s.Differences, s.Total.Value), Figures.Probability(adjusted[order[i]])]),
                ]),
        };
    }

    private CheckResult Judge(CheckContext context, Predictions other, List<MetricTurn> turns, double[] adjusted, int together)
    {
        var alpha = 1 - context.Level;
        int[] order = [.. Enumerable.Range(0, turns.Count).OrderBy(k => adjusted[k] <= alpha ? turns[k].By.Name.Split(" x ").Length : int.MaxValue).ThenBy(k => turns[k].P)];
        var worst = turns[order[0]];
        var status = Status(adjusted[order[0]], worst.P, alpha);
        var (first, second) = worst.Total.Value > 0 ? (context.Predictions.Name, other.Name) : (other.Name, context.Predictions.Name);
        return new()
        {
            Check = Name,
            Subject = $"{context.Metric.Name}: {context.Predictions.Name} against {other.Name}",
            Status = status,
            Sentence = status switch
            {
                CheckStatus.Failed => $"Over all rows {first} is better by {Figures.Number(Math.Abs(worst.Total.Value))}, but parted by {worst.By.Name} {second} is better {(worst.TurnsEverywhere ? "in every part" : "on average")} (by {Figures.Number(Math.Abs(worst.Within.Value))}).",
                CheckStatus.CannotTell => $"Parted by {worst.By.Name} the other model seems to be better, but among {together} partings that may be chance.",
                _ => $"The better model over all rows is the better one on average in each of {turns.Count} partings too.",
            },
            Measure = status == CheckStatus.Passed ? "difference over all rows" : "mean difference within the parts",
            Effect = status == CheckStatus.Passed ? worst.Total : worst.Within,
            Rows = context.Predictions.Count,
            Method = $"{context.Metric.Name} in every part, weighted by rows; {worst.Within.Method}",
            Correction = $"{together} partings and comparisons judged together, Holm",
            AdjustedP = adjusted[order[0]],
            Table = new(
                ["parted by", "difference over all rows", "mean difference within the parts", "parts that point the other way", "p, corrected"],
                [.. order.Take(Shown).Select(k => (IReadOnlyList<string>)[turns[k].By.Name, Figures.InWords(turns[k].Total), Figures.InWords(turns[k].Within), Against(turns[k].Differences, turns[k].Total.Value), Figures.Probability(adjusted[k])])]),
        };
    }

    private CheckResult CannotTurn(CheckContext context, Predictions other) => CheckResult.Nothing(
        Name,
        context.Metric is MeanLoss
            ? $"{context.Metric.Name} is a mean over the same rows for both models, so the total is an average of the parts and cannot turn round."
            : $"{context.Metric.Name} cannot be measured for both models in any two parts.") with
    {
        Subject = $"{context.Metric.Name}: {context.Predictions.Name} against {other.Name}",
    };

    private static CheckStatus Status(double adjusted, double alone, double alpha) =>
        adjusted <= alpha ? CheckStatus.Failed : alone <= alpha ? CheckStatus.CannotTell : CheckStatus.Passed;

    private static string Against(IReadOnlyList<double> differences, double total)
    {
        double[] measured = [.. differences.Where(d => !double.IsNaN(d))];
        return $"{measured.Count(d => Math.Sign(d) * Math.Sign(total) < 0)} of {measured.Length}";
    }
}
