using Assay.Data;
using Assay.Evaluation.Behaviour;
using Assay.Evaluation.Checks;
using Assay.Evaluation.Report;
using Assay.Evaluation.Rows;
using Assay.Statistics;

namespace Assay.Evaluation.Importance;

/// <summary>Which columns the model lives on, and whether those that must not matter do not.</summary>
[Named("importance")]
internal sealed class ImportanceCheck : Check
{
    private const int LeastRows = 100;
    private const int MostRows = 5000;

    /// <inheritdoc/>
    public override string Title => "Importance: which columns does it live on?";

    /// <inheritdoc/>
    public override IReadOnlyList<CheckSetting> Settings =>
    [
        new("must-not-matter", "columns whose shuffling may cost nothing of the metric; whether answers move with a protected one is what invariance and fairness ask", ""),
        new("limit", "most such a column may cost, in the metric's unit; 0.002, or 0.5 % of a metric in a unit of its own, when nothing is said", ""),
        new("repeats", "shuffles a column, 2 to 50", "3"),
    ];

    /// <inheritdoc/>
    public override CheckChoice Choose(CheckContext context) =>
        context.Model is null ? CheckChoice.Nothing("There is only a file of predictions; shuffling columns needs the model itself.")
        : context.Predictions.Count < LeastRows ? CheckChoice.Nothing($"Importance needs at least {LeastRows} rows; there are {context.Predictions.Count}.")
        : context.Predictions.Data.Features.Count == 0 ? CheckChoice.Nothing("There is no feature to shuffle.")
        : !context.Predictions.Allows(context.Metric) ? CheckChoice.Nothing($"{context.Metric.Name} cannot be measured on these predictions.")
        : CheckChoice.One(CheckSettings.None(Name), "The model can predict changed rows.");

    /// <inheritdoc/>
    protected override IReadOnlyList<CheckResult> Look(CheckContext context, CheckSettings settings)
    {
        var data = context.Predictions.Data;
        var step = Math.Max(1, (data.RowCount + MostRows - 1) / MostRows);
        int[] rows = [.. Enumerable.Range(0, data.RowCount).Where(r => r % step == 0)];
        var mustNot = settings.Texts("must-not-matter").Where(c => c.Length > 0).Select(c => SuiteNames.Column(data, Name, c).Name).ToArray();
        var columns = data.Features.Count + data.Calendar.Count;
        var found = PermutationImportance.Of(context.Model!, new Sample(data, rows), context.Metric, new PermutationOptions
        {
            Repeats = (int)settings.Number("repeats", 3, 2, 50),
            Seed = context.Seed,
            Draws = 200,
            Threads = context.Threads,
            // One column more or less among many is not a finding: all intervals hold together.
            Level = 1 - ((1 - context.Level) / columns),
            Units = context.Units.Length == 0 ? [] : Array.ConvertAll(rows, r => context.Units[r]),
            Before = JudgedRows.Picked(context.Predictions.Predicted, rows, data.Outputs),
            Cancellation = context.Cancellation,
        });
        var whole = context.Metric.Measure(new Metrics.Scored(data.Target.Span, context.Predictions.Predicted, data.Outputs, data.Weights.Span)).Value;
        var limit = settings.Number("limit", context.Metric.MarginIsRelative ? 0.005 * Math.Abs(whole) : 0.002, 0);
        var results = new List<CheckResult> { Whole(context, found, rows.Length) };
        results.AddRange(found.Where(f => mustNot.Contains(f.Column)).Select(f => MustNot(context, f, limit, rows.Length)));
        var unused = mustNot.Except(found.Select(f => f.Column));
        results.AddRange(unused.Select(column => MustNot(context, new(column, new Interval(0, 0, 0, "the model is not given it") { Level = context.Level }), limit, rows.Length)));
        return results;
    }

    private CheckResult Whole(CheckContext context, IReadOnlyList<PermutationImportance> found, int rows)
    {
        PermutationImportance[] harmful = [.. found.Where(f => f.Loss.High < 0)];
        PermutationImportance[] useful = [.. found.Where(f => f.Loss.Low > 0)];
        var worst = harmful.Length > 0 ? harmful[^1] : found[0];
        return new()
        {
            Check = Name,
            Subject = "all columns",
            Status = harmful.Length > 0 ? CheckStatus.Failed : useful.Length > 0 ? CheckStatus.Passed : CheckStatus.CannotTell,
            Sentence = harmful.Length > 0
                ? $"Without {string.Join(", ", harmful.Select(h => h.Column))} the model would be better: shuffled, {worst.Column} gains {Figures.Number(-worst.Loss.Value)} of {context.Metric.Name}."
                : useful.Length > 0
                    ? $"The model lives on {useful.Length} of {found.Count} columns, most of all {worst.Column}: shuffled, it costs {Figures.InWords(worst.Loss)} of {context.Metric.Name}."
                    : $"No column is shown to matter: even {worst.Column}, shuffled, costs {Figures.InWords(worst.Loss)} of {context.Metric.Name}.",
            Measure = $"{context.Metric.Name} lost when {worst.Column} is shuffled",
            Effect = worst.Loss,
            Limit = 0,
            Rows = rows,
            Method = worst.Loss.Method,
            Correction = $"{found.Count} columns judged together, Bonferroni intervals",
            Table = new(["column", $"{context.Metric.Name} lost when shuffled"], [.. found.Select(f => (IReadOnlyList<string>)[f.Column, Figures.InWords(f.Loss)])]),
        };
    }

    private CheckResult MustNot(CheckContext context, PermutationImportance column, double limit, int rows)
    {
        var status = CheckResult.AtMost(column.Loss, limit);
        return new()
        {
            Check = Name,
            Subject = column.Column,
            Status = status,
            Sentence = status switch
            {
                CheckStatus.Passed => $"{column.Column}, shuffled, costs {Figures.InWords(column.Loss)} of {context.Metric.Name}, so the score does not live on it. Answers may still move with it: invariance and fairness ask that.",
                CheckStatus.Failed => $"{column.Column} must not matter but does: shuffled, it costs {Figures.InWords(column.Loss)} of {context.Metric.Name}.",
                _ => $"Whether {column.Column} matters cannot be told: shuffled, it costs {Figures.InWords(column.Loss)} of {context.Metric.Name}.",
            },
            Measure = $"{context.Metric.Name} lost when shuffled",
            Effect = column.Loss,
            Limit = limit,
            Rows = rows,
            Method = column.Loss.Method,
            Correction = "all columns judged together, Bonferroni intervals",
        };
    }
}
