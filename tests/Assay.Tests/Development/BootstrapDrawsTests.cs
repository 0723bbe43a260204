using Assay.Development;

namespace Assay.Tests.Development;

public class BootstrapDrawsTests
{
    [Theory]
    [InlineData(1_000, 120, 400)]
    [InlineData(80_000, 120, 400)]
    [InlineData(80_000, 15, 187)]
    [InlineData(80_000, 5, 100)]
    [InlineData(10_000_000, 5, 100)]
    public void Fewer_draws_where_the_table_is_large_for_the_budget_but_never_under_a_quarter(int rows, int seconds, int draws) =>
        Assert.Equal(draws, BootstrapDraws.Within(new DevelopOptions { Budget = TimeSpan.FromSeconds(seconds), Threads = 2 }, rows, 400));
}
