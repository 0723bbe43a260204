using Assay.Tuning;
using Assay.Tuning.Pruners;

namespace Assay.Tests.Tuning.Pruners;

public class PrunerTests
{
    public static TheoryData<string> Names => [.. Catalogue<Pruner>.All.Select(p => p.Name)];

    [Fact]
    public void The_median_ends_what_is_worse_than_half_of_five()
    {
        using var study = Race("median", [1, 2, 3, 4, 5]);
        Assert.False(Next(study, 2.9));
        Assert.True(Next(study, 3.1));
        Assert.True(Next(study, double.NaN));
    }

    [Fact]
    public void The_median_waits_for_five_others()
    {
        using var study = Race("median", [1, 2, 3, 4]);
        Assert.False(Next(study, 100));
    }

    [Fact]
    public void The_percentile_keeps_the_best_quarter()
    {
        using var study = Race("percentile", [1, 2, 3, 4, 5]);
        Assert.False(Next(study, 1.9));
        Assert.True(Next(study, 2.1));
    }

    [Fact]
    public void Halving_keeps_a_quarter_at_each_rung()
    {
        using var study = Race("asha", [1, 2, 3, 4, 5, 6, 7]);
        Assert.False(Next(study, 1.5));
        Assert.True(Next(study, 2.5));
    }

    [Fact]
    public void A_threshold_ends_what_has_diverged()
    {
        using var study = Race("threshold", []);
        Assert.False(Next(study, 1e9));
        Assert.True(Next(study, double.PositiveInfinity));
    }

    [Fact]
    public void Patience_ends_a_flat_trial_that_others_beat()
    {
        using var study = new Study(TuningSpaces.Plain, new StudyOptions { Sampler = "random", Pruner = "patient" });
        for (var trial = 0; trial < 5; trial++)
        {
            Assert.DoesNotContain(true, Curve(study, step => 1.0 / step));
        }

        Assert.Equal(Enumerable.Repeat(false, 10).Append(true), Curve(study, _ => 2).Take(11));
    }

    [Fact]
    public void Extrapolation_ends_what_ends_badly_and_spares_a_late_bloomer()
    {
        using var study = new Study(TuningSpaces.Plain, new StudyOptions { Sampler = "random", Pruner = "extrapolation" });
        for (var trial = 0; trial < 10; trial++)
        {
            // Whoever starts high falls far: at the end 1, 1.1, 1.2 and so on.
            var (start, end) = (5 + (0.5 * trial), 1 + (0.1 * trial));
            _ = Curve(study, step => end + ((start - end) * (20 - step) / 20));
        }

        Assert.Contains(true, Curve(study, step => 6 + (0.01 * (20 - step))));
        Assert.DoesNotContain(true, Curve(study, step => 0.9 + (8.0 * (20 - step) / 20)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_best_so_far_is_never_ended(string name)
    {
        using var study = new Study(TuningSpaces.Plain, new StudyOptions { Sampler = "random", Pruner = name });
        for (var trial = 0; trial < 30; trial++)
        {
            Assert.DoesNotContain(true, Curve(study, step => (1.0 / step) - trial));
        }
    }

    private static bool[] Curve(Study study, Func<long, double> value)
    {
        var number = study.Ask().Number;
        bool[] ends = [.. Enumerable.Range(1, 20).Select(step => study.Report(number, step, value(step)))];
        study.Tell(number, TrialOutcome.Of(value(20)));
        return ends;
    }

    private static Study Race(string pruner, double[] values)
    {
        var study = new Study(TuningSpaces.Plain, new StudyOptions { Sampler = "random", Pruner = pruner });
        foreach (var value in values)
        {
            var trial = study.Ask();
            study.Report(trial.Number, 1, value);
            study.Tell(trial.Number, TrialOutcome.Of(value));
        }

        return study;
    }

    private static bool Next(Study study, double value) => study.Report(study.Ask().Number, 1, value);
}
