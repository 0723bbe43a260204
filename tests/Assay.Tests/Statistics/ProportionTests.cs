using Assay.Statistics;
using CsCheck;

namespace Assay.Tests.Statistics;

public class ProportionTests
{
    [Fact]
    public void None_of_ten_may_still_be_almost_three_in_ten()
    {
        var interval = Proportion.Wilson(0, 10);
        Assert.Equal(0, interval.Low);
        Assert.Equal(0.27753, interval.High, 5);
    }

    [Fact]
    public void The_share_lies_in_its_interval_and_failures_mirror_it() =>
        Gen.Select(Gen.Int[0, 200], Gen.Int[1, 200]).Where((k, n) => k <= n).Sample((k, n) =>
        {
            var (hits, misses) = (Proportion.Wilson(k, n), Proportion.Wilson(n - k, n));
            return hits.Low <= hits.Value && hits.Value <= hits.High && Math.Abs(hits.Low - (1 - misses.High)) < 1e-12;
        });

    [Fact]
    public void More_successes_than_trials_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Proportion.Wilson(3, 2));
}
