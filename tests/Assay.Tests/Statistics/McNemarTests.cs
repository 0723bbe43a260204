using Assay.Statistics;

namespace Assay.Tests.Statistics;

public class McNemarTests
{
    [Fact]
    public void Six_to_none_is_two_in_sixty_four() => Assert.Equal(2.0 / 64, McNemar.Of(0, 6).Exact, 12);

    [Fact]
    public void No_discordant_row_says_nothing() => Assert.Equal(1, McNemar.Of(0, 0).Exact);

    [Fact]
    public void The_order_does_not_matter() => Assert.Equal(McNemar.Of(3, 11), McNemar.Of(11, 3));
}
