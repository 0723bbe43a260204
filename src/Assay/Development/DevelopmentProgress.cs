namespace Assay.Development;

/// <summary>One moment of a development run: what is running, what is the best so far, how much time is left.</summary>
/// <param name="Phase"><c>before-ml</c>, <c>simple</c>, <c>optimised</c>, <c>complex</c>, or another word for work outside the phases, such as <c>read</c> or <c>leaks</c>.</param>
/// <param name="Activity">What is running now: a candidate's name, or a few plain words.</param>
/// <param name="Done">Candidates finished, failed ones included.</param>
/// <param name="Elapsed">Time since the start.</param>
public sealed record DevelopmentProgress(string Phase, string Activity, int Done, TimeSpan Elapsed)
{
    /// <summary>Time left in the budget, or the estimate where that is shorter; null while it is not known.</summary>
    public TimeSpan? Left { get; init; }

    /// <summary>The metric scores are given in, kebab case; empty while it is not known.</summary>
    public string Metric { get; init; } = "";

    /// <summary>The best candidate so far; null before the first one finished.</summary>
    public CandidateResult? Best { get; init; }

    /// <summary>The candidate whose end is the reason of this event; null when the event only tells what starts.</summary>
    public CandidateResult? Finished { get; init; }
}
