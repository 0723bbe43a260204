using Assay.Data;
using Assay.Development.Report;
using Assay.Evaluation.Report;
using Assay.Metrics;
using Assay.Statistics;

namespace Assay.Development;

/// <summary>Decides whether a candidate replaces the simpler champion.</summary>
/// <remarks>
/// All of these must hold: the paired bootstrap over the split's units says the gain is above 0, its one-sided p value after Holm
/// over the candidates tried is below 0.05, and its 95 % interval lies above 0; the mean gain over folds (Nadeau and Bengio,
/// Machine Learning 52, 2003) does not contradict it; the gain reaches the margin, grown by 1 + log10 of the cost ratio; and
/// calibration is not shown to be worse by more than 0.005 (the paired interval of the calibration errors, and only where the log
/// loss is not better all the same). A tie stays with the champion. Cost is counted in bytes and in steps a row, which are the same
/// on every machine, so that a verdict can be had again; CPU time is shown beside it but decides nothing.
/// <para>Holm is weighted: the candidate a phase leads with, named before anything was fitted, gets half of the chance of error
/// and all others share the other half, so that trying many does not cost the one that was meant from the start.</para>
/// </remarks>
internal sealed class PromotionRule(FoldScore score, TrialRunner runner, double margin)
{
    private const int Draws = 2000;
    private const int QuickDraws = 400;
    private const int MostCompared = 3;
    private const double Level = 0.05;
    private const double WorseCalibration = 0.005;

    /// <summary>Compares the best of a phase with the champion, in order of score; what comes after the first that is promoted was not needed.</summary>
    /// <param name="champion">The simpler model.</param>
    /// <param name="tried">All finished candidates of the phase, best score first.</param>
    /// <param name="lead">The name of the candidate the phase leads with, or null.</param>
    public IEnumerable<Promotion> Decide(Trial champion, IReadOnlyList<Trial> tried, string? lead)
    {
        var compared = tried.Where((t, rank) => rank < MostCompared || t.Result.Name == lead).ToArray();
        var gains = compared.Select(t => Paired(champion, t, Draws, Resolving(tried.Count))).ToArray();
        // Candidates that are not compared could not be promoted: they count with p = 1, which can only make Holm stricter.
        double[] p = [.. gains.Select(OneSidedP), .. Enumerable.Repeat(1.0, tried.Count - compared.Length)];
        double[] weights = [.. p.Select((_, i) => i < compared.Length && compared[i].Result.Name == lead ? Math.Max(1, p.Length - 1.0) : 1)];
        var adjusted = AdjustedP.Holm(p, weights);
        for (var i = 0; i < compared.Length; i++)
        {
            yield return Decide(champion, compared[i], (gains[i], adjusted[i], tried.Count), costCounts: true);
        }
    }

    /// <summary>Compares one simple model with a simpler one.</summary>
    /// <param name="champion">The simpler model.</param>
    /// <param name="challenger">The model that wants its place.</param>
    /// <param name="tried">Models in the chain of comparisons: the p value is multiplied by it, since the champion changes on the way.</param>
    /// <param name="costCounts">Whether the margin grows with cost: between phases it does, inside one it does not.</param>
    public Promotion DecideInChain(Trial champion, Trial challenger, int tried, bool costCounts)
    {
        var gain = Paired(champion, challenger, Draws, Resolving(tried));
        return Decide(champion, challenger, (gain, Math.Min(1, OneSidedP(gain) * tried), tried), costCounts);
    }

    /// <summary>The paired gain of the second trial over the first, positive when the second is better.</summary>
    public PairedDifference Gain(Trial first, Trial second) => Paired(first, second, Draws, fewest: 1);

    /// <summary>The paired gain with fewer draws, for the leaderboard.</summary>
    public Interval QuickGain(Trial first, Trial second) => Paired(first, second, QuickDraws, fewest: 1).Difference;

    /// <summary>The smallest useful gain in the metric's unit.</summary>
    public double UsefulGain(double championScore) =>
        score.Metric.MarginIsRelative ? margin * Math.Abs(championScore) : margin;

    // The smallest p value of B draws is 1 / (B + 1); times the largest factor of Holm's weights it must still be able to pass.
    private static int Resolving(int tried) => (int)Math.Ceiling(2 * tried / Level);

    private PairedDifference Paired(Trial first, Trial second, int draws, int fewest)
    {
        var sign = score.Metric.LargerIsBetter ? 1 : -1;
        var one = score.Weighted(first.Fit!.OutOfFold);
        var two = score.Weighted(second.Fit!.OutOfFold);
        return Bootstrap.Paired(w => sign * two(w), w => sign * one(w), score.Rows.Length, runner.BootstrapFor("paired", draws, fewest));
    }

    private Promotion Decide(Trial champion, Trial challenger, (PairedDifference Gain, double Adjusted, int Tried) facts, bool costCounts)
    {
        var (gain, adjusted, _) = facts;
        var ratio = CostRatio(champion.Result, challenger.Result);
        var useful = UsefulGain(champion.Result.Score.Value);
        var required = costCounts ? useful * (1 + Math.Max(0, Math.Log10(ratio))) : useful;
        var foldT = FoldT(champion, challenger);
        var failed = Failure(facts, (required, ratio, foldT, costCounts)) ?? Miscalibration(champion, challenger);
        var decision = failed is null ? Decision.Better : Gate.Decide(gain.Difference, useful);
        if (decision == Decision.Better && failed is not null)
        {
            // A gain too small to be worth it is as good as none; one that another rule refused is not decided.
            decision = gain.Difference.Value < required ? Decision.EqualWithinMargin : Decision.CannotTell;
        }

        return new Promotion(champion.Result.Name, challenger.Result.Name, gain.Difference, decision, failed is null, Sentence(champion, challenger, gain.Difference, failed))
        {
            RequiredGain = required,
            CostRatio = ratio,
            AdjustedP = adjusted,
            FoldT = foldT,
        };
    }

    // A promotion claims one direction only, so only errors in that direction are counted.
    private static double OneSidedP(PairedDifference gain) =>
        double.IsNaN(gain.P) ? 1 : gain.Difference.Value > 0 ? gain.P / 2 : 1 - (gain.P / 2);

    private double FoldT(Trial champion, Trial challenger)
    {
        var sign = score.Metric.LargerIsBetter ? 1 : -1;
        var differences = champion.Result.FoldScores.Zip(challenger.Result.FoldScores, (a, b) => sign * (b - a)).Where(d => !double.IsNaN(d)).ToArray();
        return differences.Length < 2 ? double.NaN : CorrectedResampledT.Of(differences, testToTrain: 1.0 / (score.FoldsOfARepeat - 1)).T;
    }

    private static string? Failure(
        (PairedDifference Gain, double Adjusted, int Tried) facts, (double Required, double Ratio, double FoldT, bool CostCounts) asked)
    {
        var gain = facts.Gain.Difference;
        if (gain.Value < 0)
        {
            return gain.High < 0
                ? $"it is worse by {Show(new Interval(-gain.Value, -gain.High, -gain.Low, gain.Method))}"
                : $"it is not better (gain {Figures.Value(gain)}, {Limits(gain)})";
        }

        if (!(facts.Adjusted < Level) || !(gain.Low > 0))
        {
            return NotSignificant(gain, facts.Adjusted, facts.Tried);
        }

        if (asked.FoldT < 0)
        {
            return $"the folds contradict the gain (corrected t = {Figures.Significant(asked.FoldT, 2)})";
        }

        if (gain.Value >= asked.Required)
        {
            return null;
        }

        var cost = asked.CostCounts && asked.Ratio > 1 ? $" at {Figures.Times(asked.Ratio)} the cost" : "";
        return $"the gain {Figures.Value(gain)} is below the {Figures.Given(asked.Required)} that is worthwhile{cost}";
    }

    // The interval is of this comparison alone; p counts all that were tried.
    private static string NotSignificant(Interval gain, double adjusted, int tried)
    {
        if (double.IsNaN(gain.Value))
        {
            return $"the gain is undefined ({gain.Undefined ?? "no reason recorded"})";
        }

        var shown = $"the gain {Figures.Value(gain)} is not significant";
        return adjusted < Level ? $"{shown}: its {Limits(gain)} holds zero"
            : tried == 1 ? $"{shown} (p = {Figures.Probability(adjusted, Level)}, {Limits(gain)})"
            : $"{shown} among the {tried} tried (p = {Figures.Probability(adjusted, Level)} after Holm; alone, {Limits(gain)})";
    }

    private string? Miscalibration(Trial champion, Trial challenger)
    {
        if (double.IsNaN(challenger.Result.CalibrationError) || challenger.Result.CalibrationError - champion.Result.CalibrationError <= WorseCalibration)
        {
            return null;
        }

        // A constant is perfectly calibrated and useless: a better log loss, a proper score, pays for coarser calibration.
        if (runner.LogLoss(challenger) < runner.LogLoss(champion))
        {
            return null;
        }

        var worse = runner.CalibrationLoss(champion, challenger, QuickDraws);
        return worse.Low > WorseCalibration
            ? $"calibration is worse by {Show(worse)}; at most {Figures.Given(WorseCalibration)} is allowed"
            : null;
    }

    private string Sentence(Trial champion, Trial challenger, Interval gain, string? failed) => failed is null
        ? $"{challenger.Result.Name} replaces {champion.Result.Name}: {score.Metric.Name} better by {Show(gain)}."
        : $"{champion.Result.Name} stays: for {challenger.Result.Name}, {failed}.";

    private static double CostRatio(CandidateResult champion, CandidateResult challenger) => Math.Max(
        challenger.ModelBytes / (double)Math.Max(1, champion.ModelBytes),
        challenger.StepsPerRow / (double)Math.Max(1, champion.StepsPerRow));

    private static string Show(Interval interval) => $"{Figures.Value(interval)} ({Limits(interval)})";

    private static string Limits(Interval interval) => Figures.HasLimits(interval) ? $"95 % interval {Figures.Limits(interval)}" : "no interval";
}
