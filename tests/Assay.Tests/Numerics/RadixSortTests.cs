using Assay.Numerics;
using CsCheck;

namespace Assay.Tests.Numerics;

public class RadixSortTests
{
    [Fact]
    public void It_orders_like_a_stable_comparison_sort() =>
        Gen.OneOf(Gen.Double.Select(d => double.IsNaN(d) ? 0 : d), Gen.Int[-5, 5].Select(i => (double)i), Gen.Int[0, 1000].Select(i => 1 + (i * 1e-15)))
            .Array[0, 3000].Sample(
                values => RadixSort.Order(values).SequenceEqual(Enumerable.Range(0, values.Length).OrderBy(i => values[i] + 0.0).ThenBy(i => i)),
                iter: 60);

    [Fact]
    public void Keys_give_their_numbers_back()
    {
        foreach (var value in new[] { 0, -1.5, 1e-300, -1e300, double.Epsilon, double.PositiveInfinity })
        {
            Assert.Equal(value, RadixSort.Value(RadixSort.Key(value)));
        }
    }
}
