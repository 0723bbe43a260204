using Assay.Metrics;
using CsCheck;

namespace Assay.Tests.Metrics;

public class RocAucTests
{
    [Fact]
    public void Three_of_four_pairs_in_order_and_one_tied_is_seven_eighths() =>
        Assert.Equal(0.875, Area([0, 0, 1, 1], [0.1, 0.4, 0.4, 0.8]));

    [Fact]
    public void One_class_only_is_undefined_with_a_reason()
    {
        var value = new RocAuc().Measure(new Scored([1.0, 1], [0.2, 0.3], 1, []));
        Assert.True(double.IsNaN(value.Value));
        Assert.Contains("positives and negatives", value.Undefined);
    }

    [Fact]
    public void It_is_the_share_of_pairs_in_order() =>
        Gen.Select(Gen.Int[0, 1], Gen.Int[-6, 6]).Array[2, 300].Where(rows => rows.Select(r => r.Item1).Distinct().Count() == 2).Sample(rows =>
        {
            var pairs = from p in rows where p.Item1 == 1 from n in rows where n.Item1 == 0 select p.Item2 > n.Item2 ? 1 : p.Item2 == n.Item2 ? 0.5 : 0;
            return Math.Abs(pairs.Average() - Area([.. rows.Select(r => (double)r.Item1)], [.. rows.Select(r => r.Item2 / 7.0)])) < 1e-12;
        }, iter: 100);

    private static double Area(double[] truth, double[] scores) => new RocAuc().Measure(new Scored(truth, scores, 1, [])).Value;
}
