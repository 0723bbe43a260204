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
    public void Names_the_place_and_both_values()
    {
        var one = SampleOutcomes.Binary();

        var difference = Assert.Single(OutcomeComparison.Differences(one, one with { Seed = one.Seed + 1 }));

        Assert.Equal($"seed: {one.Seed} became {one.Seed + 1}", difference);
    }
}
