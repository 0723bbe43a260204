using Assay.Data;
using Assay.Development;
using Assay.Development.Splits;
using Assay.Learners;
using Assay.Metrics;
using Assay.Numerics;
using Assay.Statistics;
using static Assay.Tests.Development.Tables;

namespace Assay.Tests.Development;

public sealed class PromotionRuleTests : IDisposable
{
    private const int Rows = 4000;
    private readonly SharedWork shared = new();
    private readonly Dataset data;
    private readonly FoldScore score;
    private readonly TrialRunner runner;
    private readonly PromotionRule rule;

    public PromotionRuleTests()
    {
        data = Classes(Enumerable.Range(0, Rows).Select(i => i * 7 % 5 < 2 ? 1 : 0), Numbers("x", Enumerable.Range(0, Rows).Select(i => (double)i)));
        var split = SplitPlan.Make(data, new SplitOptions(), new SplitAdvice(SplitKind.Stratified, null, []));
        score = new FoldScore(data, split, new RocAuc());
        runner = new TrialRunner(data, split, score, new DevelopOptions(), shared);
        rule = new PromotionRule(score, runner, margin: 0.002);
    }

    [Fact]
    public void A_clear_and_worthwhile_gain_replaces_the_champion()
    {
        var (champion, better) = (Make("plain", 1), Make("better", 1.6));

        var decision = Assert.Single(rule.Decide(champion, [better], lead: null));

        Assert.True(decision.Promoted);
        Assert.Equal(Decision.Better, decision.Verdict);
        Assert.StartsWith("better replaces plain: roc-auc better by", decision.Sentence, StringComparison.Ordinal);
        Assert.True(decision.FoldT > 0);
    }

    [Fact]
    public void A_gain_that_its_cost_outgrows_is_refused_with_the_gain_that_was_asked_for()
    {
        var (champion, dear) = (Make("plain", 1), Make("dear", 1.03, bytes: 100_000_000));

        var decision = Assert.Single(rule.Decide(champion, [dear], lead: null));

        Assert.False(decision.Promoted);
        Assert.Equal(0.002 * (1 + Math.Log10(100_000_000 / 1000.0)), decision.RequiredGain, 12);
        Assert.InRange(decision.Difference.Value, 0.002, decision.RequiredGain);
        Assert.Contains("worthwhile at 100,000 times the cost", decision.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Worse_is_said_only_where_the_whole_interval_lies_below_zero()
    {
        var champion = Make("plain", 1);
        var worse = rule.Decide(champion, [Make("worse", 0.7)], lead: null).Single();
        // The first of many draws that is a little lower and not shown to be.
        var unclear = Enumerable.Range(1, 400).Select(seed => Make("unclear", 1, seed: (ulong)seed))
            .Select(t => rule.Decide(champion, [t], lead: null).Single()).First(d => d.Difference is { Value: < -0.001, High: > 0 });

        Assert.Matches(@"^plain stays: for worse, it is worse by 0\.\d+ \(95 % interval 0\.\d+ to 0\.\d+\)\.$", worse.Sentence);
        Assert.Matches(@"^plain stays: for unclear, it is not better \(gain -0\.\d+, 95 % interval -0\.\d+ to 0\.\d+\)\.$", unclear.Sentence);
    }

    [Fact]
    public void A_constant_is_a_guess_and_a_model_that_ranks_is_not()
    {
        var (guess, ranks) = (Make("guess", 1), Make("ranks", 1.6, learner: "one-rule"));
        var simple = Portfolio.Simple(data).ToArray();
        Trial[] scored = [guess, ranks, .. simple.Select(c => Make(c.Name, 0.2, learner: c.Learner.Name))];

        Assert.False(SearchFacts.Of("guess", scored, simple, rule).BeatsGuessing);
        Assert.True(SearchFacts.Of("ranks", scored, simple, rule).BeatsGuessing);
        Assert.False(SearchFacts.Of("ranks", [guess, Make("ranks", 1, seed: 3, learner: "one-rule"), .. scored[2..]], simple, rule).BeatsGuessing);
        Assert.Equal([simple[1].Name], SearchFacts.Of("guess", [.. scored.Where(t => t.Result.Name != simple[1].Name)], simple, rule).Unscored);
        Assert.True(SearchFacts.Of("guess", [guess], simple, rule).BeatsGuessing);
    }

    [Fact]
    public void The_lead_of_a_phase_needs_less_evidence_than_one_of_many()
    {
        var champion = Make("plain", 1);
        // The first of many draws whose p value lies between what one of eleven and what a lead must show.
        var between = Enumerable.Range(1, 400).Select(seed => Make("hopeful", 1.04, seed: (ulong)seed)).First(t => rule.Gain(champion, t) is { P: > 0.015 and < 0.035, Difference.Value: > 0.002 });
        Trial[] tried = [between, .. Enumerable.Range(0, 10).Select(i => Make($"weak-{i}", 0.8))];

        var asLead = rule.Decide(champion, tried, lead: "hopeful").First();
        var asOneOfMany = rule.Decide(champion, tried, lead: null).First();

        Assert.True(asLead.Promoted);
        Assert.False(asOneOfMany.Promoted);
        Assert.True(asOneOfMany.AdjustedP > 5 * asLead.AdjustedP);
        Assert.Contains(" is not significant among the 11 tried (p = ", asOneOfMany.Sentence, StringComparison.Ordinal);
        Assert.Contains(" after Holm; alone, 95 % interval ", asOneOfMany.Sentence, StringComparison.Ordinal);
        Assert.Equal(Decision.CannotTell, asOneOfMany.Verdict);
    }

    [Fact]
    public void Without_any_true_gain_hardly_a_phase_promotes()
    {
        var champion = Make("plain", 1);
        var promoted = 0;
        for (var phase = 0; phase < 40; phase++)
        {
            Trial[] tried = [.. Enumerable.Range(0, 6).Select(i => Make($"null-{i}", 1, seed: (ulong)((phase * 10) + i + 1))).OrderByDescending(t => t.Result.Score.Value)];
            promoted += rule.Decide(champion, tried, lead: "null-0").Any(d => d.Promoted) ? 1 : 0;
        }

        // 5 % of 40 are 2; more than 6 would be seen by chance once in two hundred times.
        Assert.InRange(promoted, 0, 6);
    }

    [Fact]
    public void A_better_ranking_with_shown_worse_calibration_and_log_loss_is_refused()
    {
        var (champion, sharp) = (Make("plain", 1), Make("sharp", 1.1, sharpness: 6));

        var decision = Assert.Single(rule.Decide(champion, [sharp], lead: null));

        Assert.False(decision.Promoted);
        Assert.Contains("calibration is worse by", decision.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void At_most_three_and_the_lead_are_compared_and_in_order_of_score()
    {
        Trial[] tried = [.. Enumerable.Range(0, 6).Select(i => Make($"weak-{i}", 0.9 - (0.1 * i)))];

        var decisions = rule.Decide(Make("plain", 1), tried, lead: "weak-5").Select(d => d.To);

        Assert.Equal(["weak-0", "weak-1", "weak-2", "weak-5"], decisions);
    }

    public void Dispose() => shared.Dispose();

    // Scores of that signal strength for the classes, with noise of its own for every seed.
    private Trial Make(string name, double signal, ulong seed = 0, long bytes = 1000, double sharpness = 1, string learner = "zero-rule")
    {
        var random = SeededRandom.For(seed, "made-up scores", 0);
        var outOfFold = Array.ConvertAll(score.Truth, truth => Probability(truth, signal, sharpness, random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5));
        var result = new CandidateResult
        {
            Name = name,
            Learner = learner,
            Settings = Settings.Default.Values,
            Score = runner.Interval(outOfFold),
            FoldScores = score.Folds(outOfFold),
            CalibrationError = Catalogue<Metric>.Find("expected-calibration-error").Measure(new Scored(score.Truth, outOfFold, 1, [])).Value,
            FitSeconds = 0,
            PredictMicrosecondsPerRow = 1,
            ModelBytes = bytes,
            StepsPerRow = 1,
        };
        var fit = new CrossFit { OutOfFold = outOfFold, Models = [], FitTimes = [], Refit = Settings.Default };
        return new Trial(Portfolio.Make(Phases.BeforeMachineLearning, name, learner, Settings.Default), fit, result);
    }

    // The noise has variance 1/4, so this is about the log odds that signal and noise imply.
    private static double Probability(double truth, double signal, double sharpness, double noise)
    {
        var logOdds = (4 * signal * ((signal * (truth - 0.5)) + noise)) - 0.4;
        return 1 / (1 + Math.Exp(-sharpness * logOdds));
    }
}
