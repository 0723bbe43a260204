using Assay.Data;
using Assay.Evaluation;
using Assay.Evaluation.Comparing;
using Assay.Metrics;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Tests.Evaluation.Comparing;

public class CompareJobTests
{
    private static readonly ComparisonOptions quick = new() { Draws = 400, Threads = 2 };

    [Fact]
    public void A_better_score_is_called_better_by_DeLong()
    {
        var comparison = CompareJob.Run(Scored(noise: 2, seed: 1), Scored(noise: 0.3, seed: 1), quick);
        Assert.Equal(Decision.Better, comparison.Main.Decision);
        Assert.Equal(("roc-auc", "paired DeLong"), (comparison.Main.Metric, comparison.Main.Test));
        Assert.False(comparison.Fails);
        Assert.StartsWith("B is better than A: roc-auc by ", comparison.Verdict.Replace("noise 0.3", "B", StringComparison.Ordinal).Replace("noise 2", "A", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains(comparison.Others, o => o.Metric == "log-loss" && o.Decision == Decision.Better && !o.LargerIsBetter && o.Gain.Value > 0);
    }

    [Fact]
    public void The_other_way_round_it_is_worse_and_the_gate_fails()
    {
        var comparison = CompareJob.Run(Scored(noise: 0.3, seed: 1), Scored(noise: 2, seed: 1), quick);
        Assert.Equal(Decision.Worse, comparison.Main.Decision);
        Assert.True(comparison.Fails);
    }

    [Fact]
    public void The_same_predictions_are_equal_within_the_margin()
    {
        var comparison = CompareJob.Run(Scored(noise: 1, seed: 1), Scored(noise: 1, seed: 1), quick);
        Assert.Equal(Decision.EqualWithinMargin, comparison.Main.Decision);
        Assert.All(comparison.Others, o => Assert.Equal(0, o.Gain.Value));
    }

    [Fact]
    public void A_few_rows_cannot_tell_and_say_how_many_would()
    {
        var comparison = CompareJob.Run(Scored(noise: 1, seed: 1, rows: 60), Scored(noise: 0.97, seed: 1, rows: 60), quick with { Margin = 0.01 });
        Assert.Equal(Decision.CannotTell, comparison.Main.Decision);
        Assert.True(comparison.IsOpen);
        Assert.True(comparison.SmallestDetectable > 0.01);
        Assert.InRange(comparison.RowsNeeded, 61, 1e6);
        Assert.StartsWith("60 rows cannot tell ", comparison.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_happen_to_be_numbers_of_rows_are_not_paired_with_rows()
    {
        var second = Scored(noise: 1, seed: 1) with { Ids = [] };
        var first = second with { Ids = [.. Enumerable.Range(0, second.Count).Select(r => $"{r * 2}")] };
        var refused = Assert.Throws<AssayException>(() => CompareJob.Run(first, second, quick));
        Assert.Equal("data.rows-differ", refused.Code);
        Assert.Contains("--id COL", refused.Message, StringComparison.Ordinal);
        var inFull = second with { Ids = [.. Enumerable.Range(0, second.Count).Select(r => $"{r}")] };
        Assert.Equal(second.Count, CompareJob.Run(inFull, second, quick).Rows);
    }

    [Fact]
    public void Classes_written_differently_are_said_to_be()
    {
        var first = Scored(noise: 1, seed: 1);
        var refused = Assert.Throws<AssayException>(() => CompareJob.Run(first, first with { Data = first.Data with { Classes = ["0", "1"] } }, quick));
        Assert.Equal("data.truth-differs", refused.Code);
        Assert.EndsWith("the other \"0\", \"1\". Write the classes alike in both.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_are_paired_by_name_whatever_their_order()
    {
        var (first, second) = (Scored(noise: 2, seed: 1), Scored(noise: 0.3, seed: 1));
        int[] backwards = [.. Enumerable.Range(0, second.Count).Reverse()];
        var turned = second with
        {
            Data = second.Data.Taking(backwards),
            Predicted = [.. backwards.Select(r => second.Predicted[r])],
            Ids = [.. backwards.Select(second.IdOf)],
        };
        Assert.Equal(CompareJob.Run(first, second, quick).Main.Gain, CompareJob.Run(first, turned, quick).Main.Gain);
    }

    [Fact]
    public void Only_rows_of_both_are_compared_and_it_is_said()
    {
        var (first, second) = (Scored(noise: 2, seed: 1), Scored(noise: 0.3, seed: 1));
        int[] some = [.. Enumerable.Range(100, 300)];
        var comparison = CompareJob.Run(first, second with { Data = second.Data.Taking(some), Predicted = second.Predicted[100..400] }, quick);
        Assert.Equal((300, 700, 0), (comparison.Rows, comparison.OnlyInFirst, comparison.OnlyInSecond));
        Assert.Contains("Compared are the 300 rows both have", comparison.Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_rows_whose_truth_differs()
    {
        var (first, second) = (Scored(noise: 1, seed: 1), Scored(noise: 1, seed: 2));
        var fault = Assert.Throws<AssayException>(() => CompareJob.Run(first, second, quick));
        Assert.Equal("data.truth-differs", fault.Code);
    }

    [Fact]
    public void Refuses_files_that_share_no_row()
    {
        var first = Scored(noise: 1, seed: 1);
        var second = first with { Ids = [.. Enumerable.Range(0, first.Count).Select(i => $"x{i}")] };
        Assert.Equal("data.rows-differ", Assert.Throws<AssayException>(() => CompareJob.Run(first, second, quick)).Code);
        Assert.Equal("data.id-twice", Assert.Throws<AssayException>(() => CompareJob.Run(first, first with { Ids = [.. Enumerable.Repeat("a", first.Count)] }, quick)).Code);
    }

    [Fact]
    public void The_positive_class_of_the_first_counts_when_the_second_has_the_other()
    {
        var (first, second) = (Scored(noise: 2, seed: 1), Scored(noise: 0.3, seed: 1));
        var turned = second with
        {
            Data = second.Data with { Classes = ["yes", "no"], Target = second.Data.Target.ToArray().Select(t => 1 - t).ToArray() },
            Predicted = [.. second.Predicted.Select(p => 1 - p)],
        };
        Assert.Equal(CompareJob.Run(first, second, quick).Main.Gain.Value, CompareJob.Run(first, turned, quick).Main.Gain.Value, 12);
    }

    [Fact]
    public void A_slice_that_loses_fails_the_gate_though_the_whole_gains()
    {
        var first = Scored(noise: 4, seed: 1);
        var second = Scored(noise: 0.1, seed: 1);
        var region = (CategoryColumn)second.Data.Columns.First(c => c.Name == "region");
        var spoilt = second with { Predicted = [.. second.Predicted.Select((p, row) => region.Show(row) == "south" ? 1 - p : p)] };
        var comparison = CompareJob.Run(first, spoilt, quick with { Slices = ["region"] });
        Assert.Equal("region = south", comparison.Slices[0].Slice);
        Assert.Equal(LimitState.Exceeded, comparison.Slices[0].State);
        Assert.All(comparison.Slices.Skip(1), s => Assert.Equal(LimitState.Within, s.State));
        Assert.True(comparison.Fails);
        Assert.True(comparison.Main.Gain.Value > 0);
    }

    [Fact]
    public void Slices_of_numbers_are_quarters_and_rare_levels_are_named()
    {
        var first = Scored(noise: 2, seed: 1);
        var comparison = CompareJob.Run(first, Scored(noise: 0.3, seed: 1), quick with { Slices = ["age", "rare"] });
        Assert.Equal(4, comparison.Slices.Count(s => s.Slice.StartsWith("age ", StringComparison.Ordinal)));
        Assert.Contains(comparison.Notes, n => n.Contains("rare = odd (5)", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("cost=1%", LimitState.Exceeded)]
    [InlineData("cost=50%", LimitState.Within)]
    [InlineData("cost=0.0", LimitState.Exceeded)]
    [InlineData("cost=5", LimitState.Within)]
    public void A_cost_is_held_against_its_limit(string limit, LimitState state)
    {
        var comparison = CompareJob.Run(Scored(noise: 1, seed: 1), Scored(noise: 0.3, seed: 1, cost: 11), quick with { CostLimits = [CostLimit.Parse(limit)] });
        Assert.Equal(state, comparison.Costs[0].State);
        Assert.Equal(state == LimitState.Exceeded, comparison.Fails);
        Assert.InRange(comparison.Costs[0].Growth.Value, limit.EndsWith('%') ? 0.05 : 0.5, limit.EndsWith('%') ? 0.15 : 1.5);
    }

    [Fact]
    public void Limits_of_several_costs_hold_together()
    {
        Interval Growth(params string[] limits) => CompareJob.Run(Scored(noise: 1, seed: 1), Scored(noise: 1, seed: 1, cost: 11), quick with { CostLimits = [.. limits.Select(CostLimit.Parse)] }).Costs[0].Growth;
        var (alone, together) = (Growth("cost=10%"), Growth("cost=10%", "age=10%"));
        Assert.Equal((0.95, 0.975), (alone.Level, together.Level));
        Assert.True(together.High - together.Low > alone.High - alone.Low);
    }

    [Fact]
    public void A_size_that_is_known_exactly_needs_no_interval()
    {
        static Costs Size(double bytes) => new(new Dictionary<string, double[]> { ["size"] = [bytes] });
        var comparison = CompareJob.Run(Scored(noise: 1, seed: 1), Scored(noise: 1, seed: 1), quick with { CostLimits = [CostLimit.Parse("size=10%")] }, (Size(100), Size(120)));
        Assert.Equal((LimitState.Exceeded, "exact"), (comparison.Costs[0].State, comparison.Costs[0].Growth.Method));
    }

    [Fact]
    public void Groups_are_drawn_whole_and_the_interval_is_wider()
    {
        var (first, second) = (Grouped(noise: 2), Grouped(noise: 1));
        var comparison = CompareJob.Run(first, second, quick);
        Assert.Equal("20 groups of who", comparison.Units);
        var plain = CompareJob.Run(Alone(first), Alone(second), quick);
        Assert.True(comparison.Main.Gain.High - comparison.Main.Gain.Low > plain.Main.Gain.High - plain.Main.Gain.Low);

        static Predictions Alone(Predictions p) => p with { Data = p.Data with { Schema = [.. p.Data.Schema.Select(c => c.Role == ColumnRole.Group ? c with { Role = ColumnRole.Feature } : c)] } };
    }

    [Fact]
    public void The_same_bits_at_any_number_of_threads()
    {
        var (first, second) = (Scored(noise: 2, seed: 1), Scored(noise: 1, seed: 1));
        var one = CompareJob.Run(first, second, quick with { Threads = 1, Slices = ["region"], Metric = new LogLoss() });
        var three = CompareJob.Run(first, second, quick with { Threads = 3, Slices = ["region"], Metric = new LogLoss() });
        Assert.Equal(one.Main, three.Main);
        Assert.Equal(one.Others, three.Others);
        Assert.Equal(one.Slices, three.Slices);
    }

    // Better, exactly as often as the gate promises at most: with no true difference in at most half of 1 - level.
    [Fact]
    public void With_no_true_difference_better_is_rarely_said()
    {
        var said = Enumerable.Range(0, 200).Count(i =>
            CompareJob.Run(Scored(1, (ulong)i, rows: 200, other: 1), Scored(1, (ulong)i, rows: 200, other: 2), quick with { Draws = 10 }).Main.Decision == Decision.Better);
        // 200 draws of at most 2.5 %: 13 or more have a chance below one in a thousand.
        Assert.InRange(said, 0, 12);
    }

    [Theory]
    [InlineData(5, false)]
    [InlineData(6, true)]
    public void Fewer_than_six_rows_that_all_agree_are_no_evidence(int rows, bool enough)
    {
        var (first, second) = (Classes(rows, right: false), Classes(rows, right: true));
        var comparison = CompareJob.Run(first, second, quick with { Metric = new Accuracy() });
        Assert.Equal(enough ? Decision.Better : Decision.CannotTell, comparison.Main.Decision);
        Assert.Equal(!enough, comparison.Verdict.Contains("rows cannot tell", StringComparison.Ordinal) && comparison.Verdict.Contains("all alike", StringComparison.Ordinal));
        Assert.Equal(!enough, CompareJob.Run(second, first, quick with { Metric = new Accuracy() }).Main.Decision != Decision.Worse);
    }

    private static Predictions Classes(int rows, bool right)
    {
        var data = Dataset.FromColumns("few", new ReadOptions { Target = "y" }, ("y", Enumerable.Range(0, rows).Select(i => i % 2 == 0 ? "no" : "yes")), ("x", Enumerable.Range(0, rows).Select(i => (double)i)));
        return new Predictions(right ? "right" : "wrong", data, [.. data.Target.ToArray().Select(t => right ? t : 1 - t)], PredictionKind.Label);
    }

    private static Predictions Grouped(double noise)
    {
        var random = SeededRandom.For(7, "groups");
        var luck = Enumerable.Range(0, 20).Select(_ => random.NextNormal()).ToArray();
        var own = SeededRandom.For(7, "noise" + noise);
        return Table(400, i => luck[i % 20] + (0.2 * random.NextNormal()), (i, z) => z + (noise * luck[(i * 7) % 20]) + (0.1 * own.NextNormal()), 10, group: true, $"noise {noise}");
    }

    private static Predictions Scored(double noise, ulong seed, int rows = 1000, double cost = 10, int other = 0)
    {
        var random = SeededRandom.For(seed, "truth");
        var own = SeededRandom.For(seed, $"noise {noise} {other}");
        return Table(rows, _ => random.NextNormal(), (_, z) => z + (noise * own.NextNormal()), cost, group: false, $"noise {noise}");
    }

    private static Predictions Table(int rows, Func<int, double> signal, Func<int, double, double> score, double cost, bool group, string name)
    {
        var signals = Enumerable.Range(0, rows).Select(signal).ToArray();
        var random = SeededRandom.For(3, "columns");
        var data = Dataset.FromColumns(
            name,
            new ReadOptions { Target = "y", Group = group ? "who" : null },
            ("y", signals.Select((z, i) => i < 2 ? (i == 0 ? "no" : "yes") : z > 0 ? "yes" : "no")),
            ("region", Enumerable.Range(0, rows).Select(i => new[] { "north", "south", "west" }[i % 3])),
            ("rare", Enumerable.Range(0, rows).Select(i => i < 5 ? "odd" : "usual")),
            ("age", Enumerable.Range(0, rows).Select(_ => 20 + (50 * random.NextDouble()))),
            ("who", Enumerable.Range(0, rows).Select(i => $"p{i % 20}")),
            ("cost", Enumerable.Range(0, rows).Select(_ => cost + random.NextNormal())));
        var yes = data.Classes[1] == "yes";
        return new Predictions(name, data, [.. signals.Select((z, i) => 1 / (1 + Math.Exp((yes ? -1 : 1) * score(i, z))))], PredictionKind.Probability);
    }
}
