using Assay.Data;
using Assay.Evaluation.Checks;
using Assay.Evaluation.Report;
using Assay.Statistics;

namespace Assay.Evaluation.Slices;

/// <summary>Searches for the parts of the table where the model does worse than elsewhere; each finding is held against the most a part may lose.</summary>
[Named("slices")]
internal sealed class SlicesCheck : Check
{
    private const double UsualLimit = 1;

    /// <inheritdoc/>
    public override string Title => "Where does it fail?";

    /// <inheritdoc/>
    public override IReadOnlyList<CheckSetting> Settings =>
    [
        new("features", "columns that describe slices", ""),
        new("loss", "zero-one or log-loss for classes, absolute or squared for numbers", ""),
        new("depth", "most conditions of a slice, from 1 to 5", "3"),
        new("top", "most findings, from 1 to 100", "50"),
        new("minimum-rows", "fewest rows of a slice", ""),
        new("limit", "the most a slice may lose beyond all rows, as a share of their mean loss: 1 accepts twice the loss", "1"),
    ];

    /// <inheritdoc/>
    public override CheckChoice Choose(CheckContext context)
    {
        var (columns, _) = SliceColumns.Of(context.Predictions.Data, [], PartsOfPrediction(context.Predictions.Data));
        return columns.Count == 0
            ? CheckChoice.Unasked("There is no column beside truth and prediction that could describe a slice.")
            : CheckChoice.One(CheckSettings.None(Name), $"Slices of up to 3 conditions on {columns.Count} columns, with the chance of any false finding held to 5 %.");
    }

    // Choosing bins every column, which is not done twice.
    private protected override string? Refuses(CheckContext context) => null;

    /// <inheritdoc/>
    protected override IReadOnlyList<CheckResult> Look(CheckContext context, CheckSettings settings)
    {
        var losses = RowLosses.Of(context.Predictions, settings.Text("loss", ""));
        var data = context.Predictions.Data;
        var (columns, _) = SliceColumns.Of(data, settings.Texts("features"), PartsOfPrediction(data));
        var table = new SliceTable([.. columns.Where(c => !SliceColumns.SaysLoss(c, losses.Values))], losses.Values, data.Weights.IsEmpty ? null : data.Weights.ToArray());
        var minimum = settings.Number("minimum-rows", double.NaN, 1);
        var found = SliceFinder.Find(table, new SliceOptions
        {
            Depth = (int)settings.Number("depth", 3, 1, 5),
            Top = (int)settings.Number("top", 50, 1, 100),
            MinSupport = double.IsNaN(minimum) ? null : (int)minimum,
            LossName = losses.Name,
            Level = 1 - context.Level,
            Seed = Numerics.SeededRandom.Derive(context.Seed, Name),
            Threads = context.Threads,
            Cancellation = context.Cancellation,
        });
        var limit = settings.Number("limit", UsualLimit, 0);
        return found.Findings.Count == 0
            ? [Nothing(found)]
            : [.. found.Findings.Select(f => One(f, found, limit))];
    }

    // "Wrong where the probability is near one half" says nothing of the rows; columns left out for other reasons may describe slices.
    private static IReadOnlyList<string> PartsOfPrediction(Dataset data) => [.. data.Schema.Where(c => c.Reason == PredictionFile.Part).Select(c => c.Name)];

    private CheckResult Nothing(SliceFindings found) => new()
    {
        Check = Name,
        Subject = "all slices",
        Status = found.Undefined is null ? CheckStatus.Passed : CheckStatus.CannotTell,
        Sentence = found.Sentence,
        Rows = found.Rows,
        Correction = Corrected(found),
    };

    private CheckResult One(SliceFinding finding, SliceFindings found, double limit)
    {
        var best = finding.Best;
        var excess = best.CorrectedOver(found.Mean.Value);
        return new CheckResult
        {
            Check = Name,
            Subject = best.Text,
            Status = CheckResult.AtMost(excess, limit),
            Sentence = finding.Sentence,
            Measure = "loss beyond all rows, share of their mean",
            Effect = excess,
            Limit = limit,
            Rows = best.Rows,
            Method = best.Corrected.Method,
            Correction = Corrected(found),
            AdjustedP = best.AdjustedP,
            Table = new CheckTable(
                ["the same finding as, then narrower within it", "rows", "inside", "outside", "p"],
                [.. finding.Others.Prepend(best).Concat(finding.Narrower).Select(s => (IReadOnlyList<string>)[s.Text, Figures.Count(s.Rows), Figures.Of(s.Inside), Figures.Of(s.Outside), Figures.Probability(s.AdjustedP)])]),
        };
    }

    private static string Corrected(SliceFindings found) => found.Control switch
    {
        SliceControl.Permutation => $"max-T over {Figures.Count(found.Searched)} slices, {Figures.Count(found.Draws)} permutations",
        SliceControl.SplitHalf => $"found on one half of the rows, confirmed on the other, among {Figures.Count(found.Searched)} slices",
        _ => $"Benjamini-Yekutieli over {Figures.Count(found.Searched)} slices",
    };
}
