using Assay.Metrics;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Tests.Statistics;

public class StudentisedBootstrapTests
{
    [Fact]
    public void The_interval_of_a_normal_mean_is_about_students()
    {
        double[] values = Values(30, random => random.NextNormal());
        var (theory, interval) = (CorrectedResampledT.Of(values, 0).Mean, Of(values, new BootstrapOptions { Draws = 3000 }));
        Assert.Equal("bootstrap, studentised", interval.Method);
        Assert.InRange((interval.High - interval.Low) / (theory.High - theory.Low), 0.85, 1.25);
    }

    [Fact]
    public void A_long_right_tail_stretches_the_upper_limit()
    {
        var interval = Of(Values(60, random => Math.Exp(random.NextNormal())), new BootstrapOptions { Draws = 2000 });
        Assert.True(interval.High - interval.Value > 1.2 * (interval.Value - interval.Low));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_at_any_number_of_threads() => Assert.Single(new[] { 1, 2, 3 }.Select(threads =>
        Of(Values(50, random => random.NextNormal()), new BootstrapOptions { Draws = 100, Seed = 3, Threads = threads })).Distinct());

    [Fact]
    public void Paired_it_knows_the_difference_and_gives_a_p_value()
    {
        double[] truth = Values(80, random => random.Next(2));
        double[] good = [.. truth.Select((t, i) => t + (0.01 * (i % 60)))];
        double[] bad = [.. truth.Select((t, i) => t + (0.05 * (i % 60)))];
        var paired = Bootstrap.Paired(
            new RocAuc().Prepare(truth, good, 1), new RocAuc().Prepare(truth, bad, 1), 80, new BootstrapOptions { Draws = 200, Kind = BootstrapKind.Studentised });
        Assert.Equal("paired bootstrap, studentised", paired.Difference.Method);
        Assert.True(paired.Difference.Low > 0 && paired.P < 0.05);
    }

    [Fact]
    public void Numbers_that_never_vary_have_no_interval_and_say_why() =>
        Assert.Contains("standard errors are zero", Of([.. Enumerable.Repeat(1.0, 20)], new BootstrapOptions { Draws = 50 }).Method);

    private static Interval Of(double[] values, BootstrapOptions options) =>
        Bootstrap.Of(weights => Sums.Dot(values, weights) / Sums.Of(weights), values.Length, options with { Kind = BootstrapKind.Studentised });

    private static double[] Values(int rows, Func<SeededRandom, double> of)
    {
        var random = new SeededRandom(1);
        return [.. Enumerable.Range(0, rows).Select(_ => of(random))];
    }
}
