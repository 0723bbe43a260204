using Assay.Tracking;

namespace Assay.Tests.Tracking;

public class RunEnvironmentTests
{
    [Fact]
    public void Knows_versions_and_machine()
    {
        var environment = RunEnvironment.Capture();
        Assert.Matches(@"^\d+\.\d+\.\d+", environment.Assay);
        Assert.Matches(@"^10\.", environment.Sdk);
        Assert.StartsWith(".NET 10", environment.Runtime);
        Assert.Equal(Environment.ProcessorCount, environment.Processors);
        Assert.InRange(environment.MemoryBytes, 1 << 20, long.MaxValue);
        Assert.Equal("4.7.0", environment.Packages["LightGBM"]);
    }

    [Fact]
    public void Is_the_same_twice_in_one_process() =>
        Assert.Equal(RunEnvironment.Capture().Packages, RunEnvironment.Capture().Packages);
}
