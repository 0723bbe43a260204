using Assay.Development;
using Assay.Development.Report;
using Assay.Evaluation.Report;
using Assay.Statistics;

namespace Assay.Tests.Development;

public class VerdictTests
{
    private static readonly SearchFacts whole = new([], BeatsGuessing: true);

    [Fact]
    public void Has_the_digits_of_the_figures_below_it()
    {
        var test = new Interval(61983.4, 60421.9, 63544.2, "bootstrap");
        var gain = new Interval(13604.2, 12011.7, 15196.1, "paired bootstrap");
        var said = Say(Champion(test) with { GainOverBaseline = gain }, whole);

        Assert.Equal(
            "Keep ridge-regression (simple): rmse 61,983 (95 % interval 60,422 to 63,544) on the locked test part, "
            + "13,604 better than the best baseline without learning (95 % interval 12,012 to 15,196).",
            said);
        Assert.Contains(Figures.Value(test), said, StringComparison.Ordinal);
        Assert.Contains(Figures.Limits(test), said, StringComparison.Ordinal);
    }

    [Fact]
    public void Small_numbers_are_no_powers_of_ten() =>
        Assert.Contains("rmse 0.000041 (95 % interval 0.000006 to 0.000076)", Say(Champion(new(0.0000412, 0.0000062, 0.0000762, "bootstrap")), whole), StringComparison.Ordinal);

    [Fact]
    public void A_gain_whose_interval_holds_zero_is_not_shown() =>
        Assert.Contains(
            ", not shown to be better than the best baseline without learning (gain 0.010, 95 % interval -0.010 to 0.030).",
            Say(Champion(new(0.8, 0.78, 0.82, "delong")) with { GainOverBaseline = new(0.01, -0.01, 0.03, "delong") }, whole),
            StringComparison.Ordinal);

    [Fact]
    public void Is_provisional_when_the_clock_left_simple_models_unscored()
    {
        var champion = Champion(new(0.8, 0.78, 0.82, "delong"));
        Assert.StartsWith("Provisional: the clock ended before boosted-trees was scored; give a larger --budget. Keep ridge", Say(champion, new(["boosted-trees"], true)), StringComparison.Ordinal);
        Assert.StartsWith("Provisional: the clock ended before a, b and c were scored; give", Say(champion, new(["a", "b", "c"], true)), StringComparison.Ordinal);
    }

    [Fact]
    public void Says_so_when_nothing_beats_guessing() =>
        Assert.StartsWith(
            "Nothing beats guessing: no signal was found in these columns. Keep zero-rule (before-ml): rmse ",
            Say(Champion(new(0.8, 0.78, 0.82, "delong")) with { Name = "zero-rule", Phase = "before-ml" }, new([], BeatsGuessing: false)),
            StringComparison.Ordinal);

    private static ChampionResult Champion(Interval test) => new("ridge-regression", "simple", new Dictionary<string, Interval> { ["rmse"] = test });

    private static string Say(ChampionResult champion, SearchFacts search) => Verdict.Say("rmse", champion, [], search);
}
