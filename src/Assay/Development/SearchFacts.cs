namespace Assay.Development;

/// <summary>What the verdict has to know of the search besides its decisions.</summary>
/// <param name="Unscored">Simple models that were planned and that the clock left unscored.</param>
/// <param name="BeatsGuessing">Whether the champion is more than a guess; false also where a baseline's gain over guessing is not shown.</param>
internal sealed record SearchFacts(IReadOnlyList<string> Unscored, bool BeatsGuessing)
{
    private static readonly string[] guesses = ["uniform-random", "label-distribution-random", "zero-rule"];

    /// <summary>The facts of a finished search.</summary>
    /// <param name="champion">The champion's name.</param>
    /// <param name="trials">Everything that was tried; a simple model is always tried unless the clock ends it.</param>
    /// <param name="simple">The simple models that were planned.</param>
    /// <param name="rule">What measures a gain.</param>
    public static SearchFacts Of(string champion, IReadOnlyList<Trial> trials, IEnumerable<Candidate> simple, PromotionRule rule)
    {
        string[] unscored = [.. simple.Select(c => c.Name).Except(trials.Select(t => t.Result.Name))];
        var kept = trials.First(t => t.Result.Name == champion);
        // A later phase's champion was promoted, so its gain is shown; with models unscored nothing is said of the columns.
        var known = unscored.Length > 0 || kept.Candidate.Phase != Phases.BeforeMachineLearning;
        return new SearchFacts(unscored, known || (!IsGuess(kept) && trials.Where(t => t.Finished && IsGuess(t)).All(t => !(rule.QuickGain(t, kept).Low <= 0))));
    }

    private static bool IsGuess(Trial trial) => guesses.Contains(trial.Candidate.Learner.Name);
}
