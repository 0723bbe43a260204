using Assay.Data.Plain;
using Assay.Evaluation.Differences;
using Assay.Statistics;
using CsCheck;

namespace Assay.Tests.Evaluation.Differences;

public class MovedNumbersTests
{
    [Fact]
    public void What_moved_gives_the_second_distribution_exactly()
    {
        var number = Gen.OneOf(Gen.Int[0, 9].Select(i => (double)i), Gen.Double[-5, 5]);
        Gen.Select(number.Array[2, 60], Gen.Int[0, 60], number.Array[1, 30]).Sample((first, gone, added) =>
        {
            var removed = first[..Math.Min(gone, first.Length - 1)];
            double[] second = [.. first[removed.Length..], .. added];
            using var spread = new NumberSpread(first);
            var moved = new MovedNumbers(spread, [.. removed], [.. added]);
            var sorted = second.Order().ToArray();
            return moved.Count == second.Length
                && sorted.Select((value, rank) => moved.At(rank) == value).All(same => same)
                && Math.Abs(moved.Distance() - KolmogorovSmirnov.Of(first, second).Distance) < 1e-12
                && moved.DistinctGain() == second.Distinct().Count() - first.Distinct().Count();
        });
    }
}
