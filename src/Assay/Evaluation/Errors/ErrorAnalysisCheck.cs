using Assay.Data;
using Assay.Evaluation.Checks;
using Assay.Evaluation.Report;
using Assay.Evaluation.Rows;
using Assay.Statistics;

namespace Assay.Evaluation.Errors;

/// <summary>Where and why a model errs: parts of the data with far more errors, what sets wrong rows apart, and labels that are probably wrong themselves.</summary>
[Named("error-analysis")]
internal sealed class ErrorAnalysisCheck : Check
{
    private const int LeastRows = 200;
    private const int Examples = 5;

    /// <inheritdoc/>
    public override string Title => "Error analysis: where does it err, and are the labels right?";

    /// <inheritdoc/>
    public override IReadOnlyList<CheckSetting> Settings =>
    [
        new("times", "most accepted loss of a part of the data, in times the loss of all rows, 1 to 100", "3"),
        new("noise-limit", "most accepted share of rows whose label looks wrong beyond what chance explains, 0 to 1", "0.01"),
    ];

    /// <inheritdoc/>
    public override CheckChoice Choose(CheckContext context)
    {
        var data = context.Predictions.Data;
        return context.Predictions.Count < LeastRows ? CheckChoice.Nothing($"Error analysis needs at least {LeastRows} rows, half to look on and half to measure on; there are {context.Predictions.Count}.")
            : data.Features.Count == 0 ? CheckChoice.Nothing("There is no feature by which errors could be told apart.")
            : context.Predictions.Kind == PredictionKind.Score ? CheckChoice.Nothing("The predictions are scores without a scale, so no row is right or wrong; set a threshold or calibrate them.")
            : CheckChoice.One(CheckSettings.None(Name), "Errors are looked for where they gather.");
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<CheckResult> Look(CheckContext context, CheckSettings settings)
    {
        var rows = JudgedRows.Of(context);
        var tree = Tree(context, rows, settings.Number("times", 3, 1, 100));
        return context.Predictions.Data.Task != LearningTask.Regression && context.Predictions.Kind == PredictionKind.Probability
            ? [tree, Labels(context, rows, settings.Number("noise-limit", 0.01, 0, 1))]
            : [tree];
    }

    private CheckResult Tree(CheckContext context, JudgedRows rows, double times)
    {
        var data = context.Predictions.Data;
        var halves = Halves.Of(context, Name);
        var regression = data.Task == LearningTask.Regression;
        var loss = regression ? rows.Distances() : rows.Wrong();
        var tree = ErrorTree.Of(data, loss, halves, rows.Design, context.Cancellation);
        var limit = times * tree.All.Value;
        Func<Interval, string> show = regression ? Figures.InWords : Figures.ShareInWords;
        var leaves = tree.Leaves.Where(l => l.Rows.Length > 0).OrderByDescending(l => l.Loss.Value).ToArray();
        var statuses = leaves.Select(l => CheckResult.AtMost(l.Loss, limit)).ToArray();
        var status = statuses.Contains(CheckStatus.Failed) ? CheckStatus.Failed : statuses.All(s => s == CheckStatus.Passed) ? CheckStatus.Passed : CheckStatus.CannotTell;
        var worst = status == CheckStatus.Failed ? leaves[Array.IndexOf(statuses, CheckStatus.Failed)] : leaves[0];
        var measure = regression ? "mean absolute error" : "share wrong";
        return new()
        {
            Check = Name,
            Subject = "where errors gather",
            Status = status,
            Sentence = $"The {measure} is {(regression ? Figures.Number(tree.All.Value) : Figures.Share(tree.All.Value))} over all rows and {show(worst.Loss)} where {worst.Path} ({Figures.Count(worst.Rows.Length)} rows){(status == CheckStatus.Failed ? $": more than {Figures.Number(times)} times as much" : "")}.",
            Measure = $"{measure} of the worst part",
            Effect = worst.Loss,
            Limit = limit,
            Rows = halves.Second.Length,
            Method = $"tree of depth 3 grown on one half, measured on the other ({halves.How}); {worst.Loss.Method}",
            Correction = $"{tree.Leaves.Count} parts judged together, Bonferroni intervals",
            Examples = regression ? [] : Wrong(context, rows),
            Table = new(
                ["where", "rows", measure, "share of all errors"],
                [.. leaves.Select(l => (IReadOnlyList<string>)[l.Path, Figures.Count(l.Rows.Length), show(l.Loss), Figures.Share(l.Rows.Sum(r => loss[r]) / Math.Max(1e-300, halves.Second.Sum(r => loss[r])))])]),
        };
    }

    // The surest wrong answers beside the most similar row for which the answer would have been right.
    private static List<CounterExample> Wrong(CheckContext context, JudgedRows rows)
    {
        var data = context.Predictions.Data;
        var (confidence, right) = rows.Confidence();
        (int Row, int Wanted)[] asked = [.. Enumerable.Range(0, rows.Count).Where(i => right[i] == 0).OrderByDescending(i => confidence[i]).Take(Examples).Select(i => (i, rows.Top(i)))];
        var nearest = NearestOpposite.Of(data, asked, context.Cancellation);
        return
        [
            .. asked.Zip(nearest).Where(p => p.Second >= 0).Select(p => new CounterExample(
                context.Predictions.IdOf(p.First.Row),
                [.. data.Features.Where(c => c.Show(p.First.Row) != c.Show(p.Second)).Select(c => new CellChange(c.Name, c.Show(p.First.Row), c.Show(p.Second)))],
                $"is {data.Classes[(int)rows.Truth[p.First.Row]]}, said to be {data.Classes[p.First.Wanted]} with {Figures.Share(confidence[p.First.Row])}",
                $"the most similar row that is {data.Classes[p.First.Wanted]}: {context.Predictions.IdOf(p.Second)}")),
        ];
    }

    private CheckResult Labels(CheckContext context, JudgedRows rows, double limit)
    {
        var data = context.Predictions.Data;
        var found = LabelSuspects.Of(rows, Numerics.SeededRandom.Derive(context.Seed, Name));
        var status = CheckResult.AtMost(found.Excess, limit);
        var classes = Math.Max(2, rows.Outputs);
        var probabilities = rows.Probabilities();
        return new()
        {
            Check = Name,
            Subject = "labels",
            Status = status,
            Sentence = $"{Figures.Count(found.Rows.Count)} labels look wrong where {Figures.Count(found.Expected)} would if every label and every probability were right: {Figures.ShareInWords(found.Excess)} of the rows beyond chance{(status == CheckStatus.Failed ? ". Either these labels are wrong or the model is too sure of itself: see its calibration, and look at the surest of them" : "")}.",
            Measure = "share of rows whose label looks wrong beyond chance",
            Effect = found.Excess,
            Limit = limit,
            Rows = rows.Count,
            Method = "confident learning; chance by drawing labels from the probabilities 200 times, which takes these as calibrated",
            Examples =
            [
                .. found.Rows.Take(Examples).Select(f => new CounterExample(
                    context.Predictions.IdOf(f.Row),
                    [new CellChange(data.TargetName, data.Classes[(int)rows.Truth[f.Row]], data.Classes[f.Believed])],
                    $"{data.Classes[(int)rows.Truth[f.Row]]} with {Figures.Share(probabilities[(f.Row * classes) + (int)rows.Truth[f.Row]])}",
                    $"{data.Classes[f.Believed]} with {Figures.Share(probabilities[(f.Row * classes) + f.Believed])}")),
            ],
        };
    }
}
