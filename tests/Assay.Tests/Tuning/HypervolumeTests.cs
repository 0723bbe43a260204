using Assay.Tuning;
using CsCheck;

namespace Assay.Tests.Tuning;

public class HypervolumeTests
{
    [Fact]
    public void Two_corners_cover_what_they_cover_by_hand() =>
        // Two by one and three by one, laid side by side.
        Assert.Equal(5, Hypervolume.Of([[1, 3], [3, 1], [9, 0]], [4, 4]));

    [Fact]
    public void A_cube_in_three_objectives() => Assert.Equal(7, Hypervolume.Of([[0, 1, 1], [1, 0, 1], [1, 1, 0], [1, 1, 1]], [2, 2, 2]) + 3, 1e-12);

    [Fact]
    public void More_points_never_cover_less() => Gen.Double[0, 1].Array[3].Array[1, 12].Sample(points =>
    {
        double[] reference = [1, 1, 1];
        var all = Hypervolume.Of(points, reference);
        return all <= 1 && all >= Hypervolume.Of(points.Skip(1), reference) - 1e-12;
    });
}
