using Assay.Numerics;
using Assay.Tuning;
using Assay.Tuning.Honesty;

namespace Assay.Tests.Tuning.Honesty;

public class HonestBestTests
{
    [Fact]
    public void Three_folds_worked_by_hand()
    {
        // Best is the first (mean 2). Without fold 1 the rest of (1,2,3) is 5, of (3,1,2.9) 3.9: the second is chosen, judged 3; without fold 2: 4 against 5.9,
        // judged 2; without fold 3: 3 against 4, judged 3. Mean 8/3; variance 1/3; half width t(2) = 4.3027 times sqrt(1/3 (1/3 + 1/2)).
        using var study = Told(Direction.Minimise, [[1, 2, 3], [3, 1, 2.9]]);
        var honest = HonestBest.FromFolds(study.History)!;
        Assert.Equal(2, honest.Best);
        Assert.Equal(8.0 / 3, honest.Expected.Value, 1e-12);
        Assert.Equal((8.0 / 3) - (4.302653 * Math.Sqrt(5.0 / 18)), honest.Expected.Low, 1e-5);
        Assert.Equal(2.0 / 3, honest.Flattery(Direction.Minimise), 1e-12);
    }

    [Fact]
    public void The_same_turned_round_when_larger_is_better()
    {
        using var study = Told(Direction.Maximise, [[-1, -2, -3], [-3, -1, -2.9]]);
        var honest = HonestBest.FromFolds(study.History)!;
        Assert.Equal(-2, honest.Best);
        Assert.Equal(-8.0 / 3, honest.Expected.Value, 1e-12);
        Assert.True(honest.Expected.Low < honest.Expected.Value && honest.Expected.Value < honest.Expected.High);
        Assert.Equal(2.0 / 3, honest.Flattery(Direction.Maximise), 1e-12);
    }

    [Fact]
    public void Finds_no_skill_in_the_best_of_many_that_are_all_alike_and_covers_the_truth()
    {
        var (bias, flattery, covered) = (0.0, 0.0, 0);
        const int Searches = 150;
        for (var search = 0; search < Searches; search++)
        {
            var noise = new SeededRandom((ulong)search);
            using var study = Told(Direction.Minimise, [.. Enumerable.Range(0, 40).Select(_ => Enumerable.Range(0, 5).Select(_ => noise.NextNormal()).ToArray())]);
            var honest = HonestBest.FromFolds(study.History)!;
            bias += honest.Expected.Value / Searches;
            flattery += honest.Best / Searches;
            covered += honest.Expected.Low <= 0 && honest.Expected.High >= 0 ? 1 : 0;
        }

        Assert.InRange(flattery, -1.1, -0.85);
        Assert.InRange(bias, -0.12, 0.12);
        Assert.InRange(covered, 0.9 * Searches, Searches);
    }

    [Fact]
    public void Says_nothing_without_folds()
    {
        using var study = new Study(TuningSpaces.Plain, new StudyOptions { Sampler = "random" });
        for (var i = 0; i < 5; i++)
        {
            var trial = study.Ask();
            // A training curve: its end is the value, not its mean.
            study.Report(trial.Number, 1, 9);
            study.Report(trial.Number, 2, 5);
            study.Report(trial.Number, 3, i);
            study.Tell(trial.Number, TrialOutcome.Of(i));
        }

        Assert.Null(HonestBest.FromFolds(study.History));
    }

    [Fact]
    public void Repeats_with_fresh_seeds_take_the_flattery_off()
    {
        var honest = HonestBest.FromRepeats(0.1, [(0.1, 0.13), (0.11, 0.12), (0.12, 0.14)], Direction.Minimise);
        Assert.Equal(0.12, honest.Expected.Value, 1e-12);
        Assert.Equal(0.12 - (4.302653 * 0.01 / Math.Sqrt(3)), honest.Expected.Low, 1e-6);
        Assert.Equal(0.88, HonestBest.FromRepeats(0.9, [(0.9, 0.87), (0.89, 0.88)], Direction.Maximise).Expected.Value, 1e-12);
    }

    private static Study Told(Direction direction, double[][] folds)
    {
        var study = new Study(TuningSpaces.Plain, new StudyOptions { Sampler = "random", Directions = [direction] });
        foreach (var values in folds)
        {
            var trial = study.Ask();
            foreach (var (i, value) in values.Index())
            {
                study.Report(trial.Number, i + 1, value);
            }

            study.Tell(trial.Number, TrialOutcome.Of(values.Average()));
        }

        return study;
    }
}
