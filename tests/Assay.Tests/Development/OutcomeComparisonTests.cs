using Assay.Development;
using Assay.Shared;

namespace Assay.Tests.Development;

public class OutcomeComparisonTests
{
    [Fact]
    public void Finds_nothing_where_only_times_paths_and_identifiers_differ()
    {
        var one = SampleOutcomes.Binary();
        var two = one with { Run = "other", Model = "elsewhere", Report = "elsewhere", Budget = one.Budget with { UsedSeconds = 1e6, CpuSeconds = 1e6 } };

        Assert.Empty(OutcomeComparison.Differences(one, two));
    }

    [Fact]
    public void Of_a_run_that_the_clock_cut_only_what_both_tried_is_compared()
    {
        var one = SampleOutcomes.Binary();
        var phases = one.Phases.ToArray();
        phases[^1] = phases[^1] with { Candidates = [] };
        var cut = one with { Phases = phases, Promotions = [], Budget = one.Budget with { CutByClock = true } };

        Assert.False(OutcomeComparison.AreWhole(one, cut));
        Assert.Empty(OutcomeComparison.Differences(one, cut));

        phases[1] = phases[1] with { Candidates = [.. phases[1].Candidates.Select(c => c with { ModelBytes = c.ModelBytes + 1 })] };
        Assert.NotEmpty(OutcomeComparison.Differences(one, cut with { Phases = phases }));
    }

    [Fact]
    public void Names_the_place_and_both_values()
    {
        var one = SampleOutcomes.Binary();

        var difference = Assert.Single(OutcomeComparison.Differences(one, one with { Seed = one.Seed + 1 }));

        Assert.Equal($"seed: {one.Seed} became {one.Seed + 1}", difference);
    }
}
