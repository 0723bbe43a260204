using Assay.Evaluation.Checks;
using Assay.Evaluation.Report;
using Assay.Metrics;

namespace Assay.Evaluation.Reuse;

/// <summary>How often this test set has been used, and what its scores can still promise after that.</summary>
[Named("reuse")]
internal sealed class ReuseCheck : Check
{
    /// <inheritdoc/>
    public override string Title => "Reuse: how often was this test set looked at?";

    /// <inheritdoc/>
    public override IReadOnlyList<CheckSetting> Settings =>
    [
        new("uses", "how often models were scored on these rows, this time included, 1 to 1,000,000; the evaluations in the store when not set", ""),
        new("limit", "most accepted luck of the best of so many models, in the metric's unit; half the width of the interval when nothing is said", ""),
    ];

    /// <inheritdoc/>
    public override CheckChoice Choose(CheckContext context) => context.Predictions.Allows(context.Metric)
        ? CheckChoice.One(CheckSettings.None(Name), "Whoever looks at a test set often enough finds a model that is lucky on it.")
        : CheckChoice.Nothing($"{context.Metric.Name} cannot be measured on these predictions.");

    /// <inheritdoc/>
    protected override IReadOnlyList<CheckResult> Look(CheckContext context, CheckSettings settings)
    {
        var uses = (int)settings.Number("uses", context.Uses + 1, 1, 1_000_000);
        var data = context.Predictions.Data;
        var score = MetricInterval.Of(context.Metric, data.Target.ToArray(), context.Predictions.Predicted, context.Bootstrap(Name));
        var found = TestSetReuse.Of(score, uses, context.Units.Length > 0 ? context.Units.Distinct().Count() : context.Predictions.Count);
        var limit = settings.Number("limit", (score.High - score.Low) / 2, 0);
        var status = double.IsNaN(found.Luck) ? CheckStatus.CannotTell : found.Luck <= limit ? CheckStatus.Passed : CheckStatus.Failed;
        var often = uses == 1 ? "for the first time" : uses == 2 ? "twice" : $"{Figures.Count(uses)} times";
        return
        [
            new()
            {
                Check = Name,
                Subject = "this test set",
                Status = status,
                Sentence = status switch
                {
                    CheckStatus.CannotTell => $"These rows are used {often}; {context.Metric.Name} has no interval to correct: {score.Undefined ?? score.Method}.",
                    CheckStatus.Passed when uses == 1 => $"These rows are used {often}: {context.Metric.Name} {Figures.InWords(score)} means what it says.",
                    CheckStatus.Passed => $"These rows have been used {often}: the best of so many equally good models looks better by {Figures.Number(found.Luck)} through luck; {context.Metric.Name} is {Figures.InWords(found.Corrected)} for all of them together.",
                    _ => $"These rows have been used {often}: the best of so many equally good models looks better by {Figures.Number(found.Luck)} through luck, more than the interval allows for. Judge on new rows.",
                },
                Measure = "luck of the best of so many equally good models",
                Effect = new Statistics.Interval(found.Luck, double.NaN, double.NaN, "mean of the largest of normals") { Level = context.Level },
                Limit = limit,
                Rows = context.Predictions.Count,
                Method = "mean of the largest of so many normals with the score's standard error",
                Correction = uses > 1 ? $"{Figures.Count(uses)} uses, Bonferroni" : "",
                Table = new(
                    ["number", "value"],
                    [
                        [$"{context.Metric.Name} as if used once", Figures.InWords(score)],
                        [$"{context.Metric.Name} for all uses together", Figures.InWords(found.Corrected)],
                        ["most it can be off when every model was chosen by all scores before it (means of losses from 0 to 1)", Figures.Number(found.Adaptive)],
                        ["the same had only new best scores been told, in steps", Figures.Number(found.Ladder)],
                    ]),
            },
        ];
    }
}
