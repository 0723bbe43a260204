using Assay.Evaluation.Checks;
using Assay.Evaluation.Report;
using Assay.Evaluation.Rows;
using Assay.Statistics;

namespace Assay.Evaluation.Decay;

/// <summary>Whether the columns a model reads move as time goes by, column by column.</summary>
[Named("drift")]
internal sealed class DriftCheck : Check
{
    private const int LeastStratum = 20;

    /// <inheritdoc/>
    public override string Title => "Drift: do the columns move?";

    /// <inheritdoc/>
    public override IReadOnlyList<CheckSetting> Settings =>
    [
        .. TimeWindows.Settings,
        new("limit", "most accepted move of a column, root of the Jensen-Shannon divergence, 0 to 1", "0.1"),
    ];

    /// <inheritdoc/>
    public override CheckChoice Choose(CheckContext context) =>
        TimeWindows.Missing(context) is { } reason ? CheckChoice.Unasked(reason)
        : context.Predictions.Data.Features.Count == 0 ? CheckChoice.Nothing("There is no column that could move.")
        : CheckChoice.One(CheckSettings.None(Name).With("time", context.Predictions.Data.With(Data.ColumnRole.Time)!.Name), "Rows have a time, so what the model reads may move.");

    /// <inheritdoc/>
    protected override IReadOnlyList<CheckResult> Look(CheckContext context, CheckSettings settings) =>
        TimeWindows.Asked(context, settings) is { } windows
            ? [Drift(context, windows, settings.Number("limit", 0.1, 0, 1))]
            : [CheckResult.Nothing(Name, Choose(context).NotApplicable ?? "The column named as time holds neither dates nor numbers, or there are fewer than five windows of 50 rows.")];

    private CheckResult Drift(CheckContext context, TimeWindows windows, double limit)
    {
        int[] order = [.. windows.Rows.SelectMany(r => r)];
        ColumnDrift[] moves = [.. Strata.OfFeatures(context.Predictions.Data, LeastStratum).Select(s => ColumnDrift.Of(s, order, context.Seed))];
        if (moves.Length == 0)
        {
            return CheckResult.Nothing(Name, "No column has values that could move: they are text, name rows, or have one value.");
        }

        var adjusted = AdjustedP.Holm([.. moves.Select(m => m.P)]);
        int[] found = [.. Enumerable.Range(0, moves.Length).Where(k => adjusted[k] <= 1 - context.Level && moves[k].Distance > limit).OrderByDescending(k => moves[k].Distance)];
        var worst = found.Length > 0 ? found[0] : Enumerable.Range(0, moves.Length).MaxBy(k => moves[k].Distance);
        var loose = found.Length == 0 && moves.Where((m, k) => m.Distance > limit && m.P <= 1 - context.Level).Any();
        return new()
        {
            Check = Name,
            Subject = "columns over time",
            Status = found.Length > 0 ? CheckStatus.Failed : loose ? CheckStatus.CannotTell : CheckStatus.Passed,
            Sentence = found.Length > 0
                ? $"{found.Length} of {moves.Length} columns moved between the earlier and the later half, most of all {moves[worst].Column} (by {Figures.Number(moves[worst].Distance)})."
                : $"None of {moves.Length} columns is shown to have moved by more than {Figures.Number(limit)} between the earlier and the later half; {moves[worst].Column} moved most (by {Figures.Number(moves[worst].Distance)}).",
            Measure = $"move of {moves[worst].Column}, root of the Jensen-Shannon divergence",
            Effect = new Interval(moves[worst].Distance, double.NaN, double.NaN, "no interval") { Level = context.Level },
            Limit = limit,
            Rows = order.Length,
            Method = "earlier against later half over levels or quartiles; blocks of neighbouring rows dealt at random 5,000 times",
            Correction = $"{moves.Length} columns judged together, Holm",
            AdjustedP = adjusted[worst],
            Table = new(
                ["column", "move", "p, corrected"],
                [.. Enumerable.Range(0, moves.Length).OrderByDescending(k => moves[k].Distance).Select(k => (IReadOnlyList<string>)[moves[k].Column, Figures.Number(moves[k].Distance), Figures.Probability(adjusted[k])])]),
        };
    }
}
