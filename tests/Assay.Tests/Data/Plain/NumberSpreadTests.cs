using Assay.Data.Plain;
using CsCheck;

namespace Assay.Tests.Data.Plain;

public class NumberSpreadTests
{
    private static readonly Gen<double[]> numbers = Gen.OneOf(Gen.Double[-1e3, 1e3], Gen.Int[0, 5].Select(i => (double)i), Gen.Const(double.NaN), Gen.Double[-1e300, 1e300]).Array[1, 200];

    [Fact]
    public void Ranks_and_counts_are_those_of_the_sorted_numbers() => numbers.Sample(cells =>
    {
        var sorted = cells.Where(c => !double.IsNaN(c)).Order().ToArray();
        using var spread = new NumberSpread(cells);
        return spread.Count == sorted.Length
            && sorted.Select((value, rank) => spread.At(rank) == value).All(same => same)
            && sorted.Append(0).Append(2.5).All(x => spread.Below(x, true) == sorted.Count(s => s <= x) && spread.Below(x, false) == sorted.Count(s => s < x));
    });

    [Fact]
    public void A_step_asked_about_often_is_sorted_and_answers_the_same()
    {
        using var spread = new NumberSpread([3, 1, 2, 2, 9]);
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal((1, 3), (spread.Below(2, false), spread.Below(2, true)));
        }
    }
}
