using Assay.Tracking;

namespace Assay.Tests.Tracking;

public class GraphicsCardsTests
{
    [Fact]
    public void Reads_a_line_a_card_and_leaves_out_what_is_not_told() => Assert.Equal(
        [
            ("gpu_0_utilization_percentage", 40.0), ("gpu_0_memory_usage_megabytes", 2000.0), ("gpu_0_memory_usage_percentage", 25.0),
        ],
        GraphicsCards.Parse("40, 2000, 8000\n[N/A], 1, 2\n"));
}
