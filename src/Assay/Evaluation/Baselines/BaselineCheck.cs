using Assay.Data;
using Assay.Evaluation.Checks;
using Assay.Evaluation.Report;
using Assay.Learners;
using Assay.Learners.Baselines;

namespace Assay.Evaluation.Baselines;

/// <summary>Whether the model is better than everything simpler, and whether one column alone gives the truth away.</summary>
[Named("baselines")]
internal sealed class BaselineCheck : Check
{
    private const double NearlyPerfect = 0.99;

    /// <inheritdoc/>
    public override string Title => "Baselines: is it better than something simple?";

    /// <inheritdoc/>
    public override IReadOnlyList<CheckSetting> Settings => [];

    /// <inheritdoc/>
    public override CheckChoice Choose(CheckContext context) => context.Predictions.Allows(context.Metric)
        ? CheckChoice.One(CheckSettings.None(Name), "A model has to be better than something simpler.")
        : CheckChoice.Nothing($"{context.Metric.Name} cannot be measured on these predictions.");

    /// <inheritdoc/>
    protected override IReadOnlyList<CheckResult> Look(CheckContext context, CheckSettings settings)
    {
        var scores = context.Baselines.Count > 0 ? context.Baselines : BaselineScores.Of(context);
        BaselineScore[] known = [.. scores.Where(s => !double.IsNaN(s.Gain.Low))];
        return known.Length == 0
            ? [CheckResult.Nothing(Name, "No baseline can be measured on these rows.")]
            : [Simpler(context, known), .. Column(context, known)];
    }

    private CheckResult Simpler(CheckContext context, BaselineScore[] scores)
    {
        // The baseline that is surest to be better; when none is, the one that the model is least sure to beat.
        var nearest = scores.MinBy(s => s.Gain.High) is { Gain.High: < 0 } better ? better : scores.MinBy(s => s.Gain.Low)!;
        var status = nearest.Gain.High < 0 ? CheckStatus.Failed : nearest.Gain.Low > 0 ? CheckStatus.Passed : CheckStatus.CannotTell;
        return new()
        {
            Check = Name,
            Subject = "something simpler",
            Status = status,
            Sentence = status switch
            {
                CheckStatus.Passed => $"The model is better than all {scores.Length} baselines; {nearest.Name} comes nearest, {Figures.InWords(nearest.Gain)} of {context.Metric.Name} behind.",
                CheckStatus.Failed => $"{PageText.Capital(nearest.Name)} ({nearest.Source}) is better than the model: the model gains {Figures.InWords(nearest.Gain)} of {context.Metric.Name}.",
                _ => $"Whether the model is better than {nearest.Name} ({nearest.Source}) cannot be told: it gains {Figures.InWords(nearest.Gain)} of {context.Metric.Name}.",
            },
            Measure = $"gain in {context.Metric.Name} over {nearest.Name}",
            Effect = nearest.Gain,
            Limit = 0,
            Rows = context.Predictions.Count,
            Method = nearest.Gain.Method,
            Correction = $"{scores.Length} baselines, each by its own interval",
        };
    }

    // A column that alone goes nearly the whole way from a constant answer to perfection is often the truth in other words.
    private IEnumerable<CheckResult> Column(CheckContext context, BaselineScore[] scores)
    {
        var constant = scores.FirstOrDefault(s => s.Name is "majority" or "mean");
        var single = scores.Where(s => s.Name is "one-rule" or "stump").ToArray();
        if (constant is null || single.Length == 0 || context.Train is not null)
        {
            yield break;
        }

        var sign = context.Metric.LargerIsBetter ? 1 : -1;
        var best = single.MaxBy(s => sign * s.Score.Value)!;
        var perfect = context.Metric.LargerIsBetter ? 1.0 : 0;
        var share = (best.Score.Value - constant.Score.Value) / (perfect - constant.Score.Value);
        if (!(share >= NearlyPerfect))
        {
            yield break;
        }

        var data = context.Predictions.Data;
        var column = (Catalogue<Learner>.Find("one-rule").Fit(data.All, new FitOptions { Threads = context.Threads, Cancellation = context.Cancellation }) as OneRuleModel)?.Column ?? "one column";
        yield return new CheckResult
        {
            Check = Name,
            Subject = "one column alone",
            Status = CheckStatus.Failed,
            Sentence = $"{column} alone gives {context.Metric.Name} {Figures.InWords(best.Score)}, nearly perfection: it may be the truth in other words, or known only afterwards. See whether it is there when the model has to answer; if not, no figure of this evaluation holds.",
            Measure = $"{context.Metric.Name} of {best.Name}",
            Effect = best.Score,
            Rows = context.Predictions.Count,
            Method = $"{best.Name}, {best.Source}",
        };
    }
}
