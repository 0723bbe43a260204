using Assay.Data;
using Assay.Evaluation;
using Assay.Evaluation.Checks;
using Assay.Evaluation.Paradox;
using Assay.Evaluation.Rows;
using Assay.Metrics;
using Assay.Numerics;
using Assay.Statistics;
using Assay.Tests.Learners;
using CsCheck;
using Check = Assay.Evaluation.Checks.Check;

namespace Assay.Tests.Evaluation.Paradox;

public class SimpsonCheckTests
{
    private static readonly Check check = Catalogue<Check>.Find("simpson");

    [Fact]
    public void A_planted_paradox_of_rates_on_Adult_is_found_and_its_column_named()
    {
        var context = Planted(Subjects.Adult(), (woman, rich, random) =>
            // Within each branch women earn more, but men are in the branch that pays.
            random.NextDouble() < (woman ? (rich ? 0.31 : 0.016) : (rich ? 0.909 : 0.26)) ? "A" : "B");
        var result = Run(context, "sex", "branch", "race", "workclass").Single(r => r.Subject.StartsWith("share of >50K by sex", StringComparison.Ordinal));
        Assert.Equal(CheckStatus.Failed, result.Status);
        Assert.Contains("parted by branch Female has more in every part", result.Sentence);
        Assert.Contains("bootstrap", result.Method);
        Assert.True(result.Effect!.Value * Parse(result.Table!.Rows[0][1]) < 0);
    }

    [Fact]
    public void A_branch_dealt_by_chance_turns_nothing_round()
    {
        var context = Planted(Subjects.Adult(), (_, _, random) => random.Next(2) == 0 ? "A" : "B");
        Assert.All(Run(context, "sex", "branch", "race"), r => Assert.Equal(CheckStatus.Passed, r.Status));
    }

    [Fact]
    public void A_pair_of_models_of_which_each_wins_by_another_count_is_found()
    {
        var context = Subjects.Adult();
        var random = new SeededRandom(5);
        var sex = (CategoryColumn)context.Predictions.Data.Named("sex");
        var good = context.Predictions.Predicted;
        // One orders each sex as well as the model but lifts women far up; the other is blurred a little for everybody.
        double[] lifted = [.. good.Select((p, i) => sex.Levels[sex.Codes[i]] == "Female" ? Subjects.Sharpened(1)(Math.Min(0.999, Odds(p, 3))) : p)];
        double[] blurred = [.. good.Select(p => Odds(p, 0.9 * random.NextNormal()))];
        var pair = context with
        {
            Predictions = context.Predictions with { Name = "lifted", Predicted = lifted },
            Against = context.Predictions with { Name = "blurred", Predicted = blurred },
            Metric = new RocAuc(),
        };
        var result = Run(pair, "sex", "sex", "race").Single(r => r.Subject == "roc-auc: lifted against blurred");
        Assert.Equal(CheckStatus.Failed, result.Status);
        Assert.Contains("Over all rows blurred is better", result.Sentence);
        Assert.Contains("parted by sex lifted is better in every part", result.Sentence);
    }

    [Fact]
    public void Two_models_of_which_one_is_better_everywhere_pass()
    {
        var context = Subjects.Adult();
        var random = new SeededRandom(5);
        var pair = context with { Against = context.Predictions with { Name = "blurred", Predicted = [.. context.Predictions.Predicted.Select(p => Odds(p, 1.5 * random.NextNormal()))] }, Metric = new RocAuc() };
        Assert.Equal(CheckStatus.Passed, Run(pair, "sex", "sex", "race").Single(r => r.Subject.StartsWith("roc-auc", StringComparison.Ordinal)).Status);
    }

    [Fact]
    public void A_mean_over_the_same_rows_cannot_turn_round_and_it_says_so()
    {
        var context = Subjects.Housing();
        var result = Run(context with { Against = context.Predictions with { Name = "other" } }, "ocean_proximity", "ocean_proximity", "longitude").Single(r => r.Subject.StartsWith("rmse", StringComparison.Ordinal));
        Assert.Equal(CheckStatus.NotApplicable, result.Status);
        Assert.Contains("cannot turn round", result.Sentence);
    }

    [Fact]
    public void Nothing_to_compare_is_said()
    {
        var context = Subjects.Of(Tables.Of(LearningTask.Binary, [0, 1, 0, 1]), [0.1, 0.9, 0.2, 0.8]);
        Assert.Equal(CheckStatus.NotApplicable, Assert.Single(check.Run(context, CheckSettings.None("simpson"))).Status);
    }

    [Fact]
    public void Mix_and_rate_worked_by_hand()
    {
        // First: 30 rows of x (20 right), 10 of y (1 right); second: 10 of x (8 right), 30 of y (9 right).
        var split = MixtureSplit.Of(Hand(), HandStrata(), new RowDesign([], [], 0.95))!;
        Assert.Equal((21.0 / 40) - (17.0 / 40), split.Total.Value, 12);
        // Rates 2/3, 1/10 against 4/5, 3/10; shares 3/4, 1/4 against 1/4, 3/4.
        Assert.Equal((((2.0 / 3) - 0.8) / 2) + ((0.1 - 0.3) / 2), split.Rate.Value, 12);
        Assert.Equal(((((2.0 / 3) + 0.8) / 2) - ((0.1 + 0.3) / 2)) / 2, split.Mix.Value, 12);
        Assert.True(split.Turns && split.TurnsEverywhere);
    }

    [Fact]
    public void Linear_intervals_agree_with_the_bootstrap()
    {
        var split = MixtureSplit.Of(Hand(25), HandStrata(25), new RowDesign([], [], 0.95))!;
        var drawn = split.Drawn(Hand(25), new BootstrapOptions { Draws = 4000 });
        foreach (var (linear, boot) in new[] { (split.Total, drawn.Total), (split.Mix, drawn.Mix), (split.Rate, drawn.Rate) })
        {
            Assert.Equal(boot.Value, linear.Value, 12);
            Assert.InRange(Gate.StandardError(linear) / Gate.StandardError(boot), 0.9, 1.1);
        }
    }

    [Fact]
    public void Mix_and_rate_always_add_up_to_the_total() => (from seed in Gen.ULong select seed).Sample(seed =>
    {
        var random = new SeededRandom(seed);
        int[] of = [.. Enumerable.Range(0, 400).Select(_ => random.Next(3))];
        bool[] first = [.. of.Select(s => random.Next(4) <= s)];
        var arms = new TwoArms("a", "b", "o", first, [.. first.Select(f => !f)], [.. of.Select(_ => random.NextDouble())]);
        if (MixtureSplit.Of(arms, new Strata("s", of, ["x", "y", "z"]), new RowDesign([], [], 0.95)) is { } split)
        {
            Assert.Equal(split.Total.Value, split.Mix.Value + split.Rate.Value, 12);
        }
    });

    [Fact]
    public void Comparisons_of_pure_chance_are_called_a_paradox_in_at_most_one_of_twenty()
    {
        var found = 0;
        for (var set = 0; set < 100; set++)
        {
            var random = SeededRandom.For(9, "chance", set);
            CategoryColumn Deal(string name, int levels) => Tables.Names(name, [.. Enumerable.Range(0, 600).Select(_ => $"{name}{random.Next(levels)}")]);
            double[] truth = [.. Enumerable.Range(0, 600).Select(_ => (double)random.Next(2))];
            var context = Subjects.Of(Tables.Of(LearningTask.Binary, truth, Deal("a", 2), Deal("b", 3), Deal("c", 3), Deal("d", 2)), [.. truth.Select(_ => random.NextDouble())]);
            found += check.Run(context, CheckSettings.None("simpson")).Any(r => r.Status == CheckStatus.Failed) ? 1 : 0;
        }

        Assert.InRange(found, 0, 5);
    }

    private static TwoArms Hand(int times = 1)
    {
        var rows = Enumerable.Repeat(new (bool First, double Right, int Count)[] { (true, 1, 20), (true, 0, 10), (true, 1, 1), (true, 0, 9), (false, 1, 8), (false, 0, 2), (false, 1, 9), (false, 0, 21) }, times)
            .SelectMany(g => g).SelectMany(g => Enumerable.Repeat(g, g.Count)).ToArray();
        return new("first", "second", "right", [.. rows.Select(r => r.First)], [.. rows.Select(r => !r.First)], [.. rows.Select(r => r.Right)]);
    }

    private static Strata HandStrata(int times = 1) => new(
        "s", [.. Enumerable.Repeat(new[] { (0, 30), (1, 10), (0, 10), (1, 30) }, times).SelectMany(g => g).SelectMany(g => Enumerable.Repeat(g.Item1, g.Item2))], ["x", "y"]);

    private static CheckContext Planted(CheckContext context, Func<bool, bool, SeededRandom, string> deal)
    {
        var random = new SeededRandom(3);
        var sex = (CategoryColumn)context.Predictions.Data.Named("sex");
        var truth = context.Predictions.Data.Target.ToArray();
        var branch = Tables.Names("branch", [.. truth.Select((t, i) => deal(sex.Levels[sex.Codes[i]] == "Female", t == 1, random))]);
        return context with { Predictions = context.Predictions with { Data = context.Predictions.Data.And(branch, ColumnRole.Feature) } };
    }

    private static double Odds(double p, double more) => 1 / (1 + Math.Exp(-(Math.Log(Math.Clamp(p, 1e-9, 1 - 1e-9) / (1 - Math.Clamp(p, 1e-9, 1 - 1e-9))) + more)));

    private static double Parse(string cell) => double.Parse(cell.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);

    private static IReadOnlyList<CheckResult> Run(CheckContext context, string side, params string[] columns) =>
        check.Run(context, CheckSettings.None("simpson").With("sides", new[] { side }).With("columns", columns));
}
