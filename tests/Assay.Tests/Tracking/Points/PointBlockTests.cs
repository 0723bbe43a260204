using Assay.Tracking.Points;
using CsCheck;

namespace Assay.Tests.Tracking.Points;

public class PointBlockTests
{
    private static readonly Gen<double> AnyValue = Gen.OneOf(
        Gen.Double,
        Gen.Float.Select(f => (double)f),
        Gen.Int[-100_000, 100_000].Select(i => i / 1000.0),
        Gen.Int[0, 5].Select(i => new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, double.MinValue, -1.5 }[i]));

    [Fact]
    public void Gives_every_point_back() => Gen.Select(Gen.Long, Gen.Long, AnyValue).List[1, 300].Sample(list =>
    {
        StoredPoint[] points = [.. list.Select(p => new StoredPoint(p.Item1, p.Item2, p.Item3))];
        Assert.Equal(points, Read(PointBlock.Write(points)));
    });

    [Fact]
    public void Gives_back_values_of_one_kind() => Gen.OneOf(
        Gen.Float.Select(f => (double)f).List[1, 200], Gen.Int.Select(i => i / 100.0).List[1, 200], Gen.Double.List[1, 200]).Sample(values =>
    {
        StoredPoint[] points = [.. values.Select((v, i) => new StoredPoint(i, 1_700_000_000_000 + (i * 37), v))];
        Assert.Equal(points, Read(PointBlock.Write(points)));
    });

    [Fact]
    public void Appends_behind_what_the_list_holds()
    {
        List<StoredPoint> points = [new(1, 2, 3)];
        PointBlock.Read(PointBlock.Write([new(4, 5, 6)]), points);
        Assert.Equal([new(1, 2, 3), new(4, 5, 6)], points);
    }

    [Theory]
    [InlineData("float", 4.6)]
    [InlineData("double", 7.7)]
    [InlineData("four digits", 3.2)]
    public void Noisy_values_with_steps_and_times_take_few_bytes(string kind, double most)
    {
        var random = new Random(1);
        var points = Enumerable.Range(0, 4096).Select(i =>
        {
            var value = (1 / (1 + (i * 0.001))) + (0.05 * random.NextDouble());
            return new StoredPoint(i, 1_700_000_000_000 + (i * 250L) + random.Next(12), kind switch
            {
                "float" => (float)value,
                "double" => value,
                _ => Math.Round(value, 4),
            });
        }).ToArray();
        Assert.InRange(PointBlock.Write(points).Length / 4096.0, 1, most);
    }

    private static List<StoredPoint> Read(byte[] content)
    {
        var points = new List<StoredPoint>();
        PointBlock.Read(content, points);
        return points;
    }
}
