using Assay.Tracking.Points;

namespace Assay.Tests.Tracking.Points;

public class EnvelopeTests
{
    [Fact]
    public void Keeps_first_last_and_every_extreme_of_a_long_curve()
    {
        var random = new Random(3);
        var points = Enumerable.Range(0, 100_000).Select(i => new StoredPoint(i, i, random.NextDouble())).ToList();
        points[31_234] = points[31_234] with { Value = 50 };
        points[77_777] = points[77_777] with { Value = -50 };
        points[5] = points[5] with { Value = double.NaN };
        var envelope = Envelope.Of(points, 1000);
        Assert.InRange(envelope.Count, 900, 1000);
        Assert.Equal((points[0], points[^1]), (envelope[0], envelope[^1]));
        Assert.Contains(points[31_234], envelope);
        Assert.Contains(points[77_777], envelope);
        Assert.Equal(envelope.OrderBy(p => p.Step), envelope);
        Assert.DoesNotContain(envelope, p => double.IsNaN(p.Value));
    }

    [Fact]
    public void A_short_curve_stays_as_it_is() =>
        Assert.Equal([new(1, 1, 1), new(2, 2, 2)], Envelope.Of([new(1, 1, 1), new(2, 2, 2)], 4));
}
