using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Tests.Statistics;

public class MaxTTests
{
    [Fact]
    public void Copies_of_one_comparison_cost_nothing_and_a_real_difference_is_found()
    {
        var random = new SeededRandom(1);
        double[] real = [.. Enumerable.Range(0, 100).Select(_ => 0.5 + random.NextNormal())];
        double[] noise = [.. Enumerable.Range(0, 100).Select(_ => random.NextNormal())];
        var one = MaxT.Adjust([real], new BootstrapOptions { Draws = 500, Seed = 2 });
        var copies = MaxT.Adjust([real, real, real], new BootstrapOptions { Draws = 500, Seed = 2 });
        Assert.Equal(one[0], copies[0]);
        Assert.True(one[0] < 0.01);
        Assert.True(MaxT.Adjust([real, noise], new BootstrapOptions { Draws = 500, Seed = 2 })[1] > 0.05);
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same()
    {
        var random = new SeededRandom(4);
        double[][] differences = [.. Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, 50).Select(_ => random.NextNormal()).ToArray())];
        Assert.Equal(MaxT.Adjust(differences, new BootstrapOptions { Draws = 99 }), MaxT.Adjust(differences, new BootstrapOptions { Draws = 99, Threads = 4 }));
    }
}
