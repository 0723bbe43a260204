using Assay.Statistics;

namespace Assay.Evaluation.Checks;

/// <summary>What one check found about one subject: passed and failed alike, with the evidence.</summary>
public sealed record CheckResult
{
    /// <summary>The check's kebab-case name.</summary>
    public required string Check { get; init; }

    /// <summary>What was looked at, for people: a column, a perturbation with its dose, a slice, or "all rows".</summary>
    public required string Subject { get; init; }

    /// <summary>How it ended.</summary>
    public required CheckStatus Status { get; init; }

    /// <summary>One plain sentence with the figure that decided.</summary>
    public required string Sentence { get; init; }

    /// <summary>What the effect measures, such as <c>failure rate</c>; empty when there is none.</summary>
    public string Measure { get; init; } = "";

    /// <summary>The number that decided, with its interval; null when there is none.</summary>
    public Interval? Effect { get; init; }

    /// <summary>The limit the effect was held against; NaN when there is none.</summary>
    public double Limit { get; init; } = double.NaN;

    /// <summary>Rows (or pairs, or cases) looked at.</summary>
    public int Rows { get; init; }

    /// <summary>How the effect and its interval were found; empty to say what the interval says.</summary>
    public string Method { get; init; } = "";

    /// <summary>How many results were judged together and how the chance of false findings was held; empty for one alone.</summary>
    public string Correction { get; init; } = "";

    /// <summary>The p value after that correction; NaN when the decision came from an interval.</summary>
    public double AdjustedP { get; init; } = double.NaN;

    /// <summary>The smallest changes found that break what was asked, worst first.</summary>
    public IReadOnlyList<CounterExample> Examples { get; init; } = [];

    /// <summary>Curves people would rather look at than read.</summary>
    public IReadOnlyList<CheckCurve> Curves { get; init; } = [];

    /// <summary>Further numbers in a table; null when there are none.</summary>
    public CheckTable? Table { get; init; }

    /// <summary>The one result of a check that has nothing to look at here.</summary>
    /// <param name="check">The check's name.</param>
    /// <param name="reason">Why not, as one plain sentence.</param>
    /// <param name="subject">What would have been looked at.</param>
    public static CheckResult Nothing(string check, string reason, string subject = "all rows") => new() { Check = check, Subject = subject, Status = CheckStatus.NotApplicable, Sentence = reason };

    /// <summary>Where the interval lies: passed when all of it is at most the limit, failed when all of it is above, otherwise cannot tell.</summary>
    /// <param name="loss">A number of which less is better, such as a failure rate.</param>
    /// <param name="limit">The most that is accepted.</param>
    public static CheckStatus AtMost(Interval loss, double limit) => Gate.AtMost(loss, limit) switch
    {
        LimitState.Within => CheckStatus.Passed,
        LimitState.Exceeded => CheckStatus.Failed,
        _ => CheckStatus.CannotTell,
    };

    /// <summary>The order in which people want to read: what failed, what cannot be told, what passed, what does not apply.</summary>
    public static int Rank(CheckStatus status) => status switch
    {
        CheckStatus.Failed => 0,
        CheckStatus.CannotTell => 1,
        CheckStatus.Passed => 2,
        _ => 3,
    };
}
