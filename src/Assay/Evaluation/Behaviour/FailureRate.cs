using Assay.Evaluation.Checks;
using Assay.Evaluation.Report;
using Assay.Statistics;

namespace Assay.Evaluation.Behaviour;

/// <summary>Turns counted failures into a result with an exact interval.</summary>
internal static class FailureRate
{
    /// <summary>The setting that says how many failures are accepted.</summary>
    public static readonly CheckSetting Budget = new("budget", "the share of failures that is accepted, from 0 to 1", "0.05");

    /// <summary>Passed when the whole interval is within the budget, failed when all of it is above.</summary>
    /// <param name="settings">The check's name and the budget.</param>
    /// <param name="counted">Who was looked at, failures, all, and the confidence level.</param>
    /// <param name="what">What a failure is, as in "12 of 2,000 rows" + " change their prediction".</param>
    /// <param name="method">How the rows were chosen and what counts as a failure.</param>
    public static CheckResult Of(CheckSettings settings, (string Subject, int Failures, int All, double Level) counted, string what, string method)
    {
        var budget = settings.Number(Budget.Name, 0.05, 0, 1);
        var rate = Proportion.ClopperPearson(counted.Failures, counted.All, counted.Level);
        var status = CheckResult.AtMost(rate, budget);
        var limit = status == CheckStatus.Failed ? rate.Low : rate.High;
        var sentence = counted.All == 0
            ? "There are no rows to look at."
            : $"{Figures.Count(counted.Failures)} of {Figures.Count(counted.All)} {what}; with {Figures.Level(counted.Level)} confidence {(status == CheckStatus.Failed ? "at least" : "at most")} {Figures.Share(limit)} do, and {Figures.Given(100 * budget)} % are accepted.";
        return new CheckResult
        {
            Check = settings.Check,
            Subject = counted.Subject,
            Status = status,
            Sentence = sentence,
            Measure = "failure rate",
            Effect = rate,
            Limit = budget,
            Rows = counted.All,
            Method = $"{method}; exact binomial interval (Clopper-Pearson)",
        };
    }
}
