using Assay.Evaluation.Slices;
using Assay.Numerics;

namespace Assay.Tests.Evaluation.Slices;

public class PermutationTestTests
{
    [Fact]
    public void The_z_of_a_slice_by_hand()
    {
        // 8 rows, 2 losses of 1: mean 1/4, variance 3/14. A slice of 4 rows has the standard deviation sqrt(3/14 (4 - 16/8)); both losses are in it.
        var table = new SliceTable([], [1, 1, 0, 0, 0, 0, 0, 0]);
        var test = new PermutationTest(new SliceList(8, [[0, 1, 2, 3]], [[]]), table, SliceSide.Worse);
        Assert.Equal((2 - 1) / Math.Sqrt(3.0 / 14 * 2), test.Z[0], 5);
    }

    [Fact]
    public void P_values_of_one_slice_are_those_of_the_hypergeometric_distribution()
    {
        // 5 of 20 rows are wrong, 4 of them among the 8 of the slice: P(4 or 5) = (C(8,4) 12 + C(8,5)) / C(20,5) = 896 / 15504. Two-sided twice that.
        double[] losses = [.. Enumerable.Range(0, 20).Select(row => row is 0 or 1 or 2 or 3 or 15 ? 1.0 : 0)];
        var test = new PermutationTest(new SliceList(20, [[.. Enumerable.Range(0, 8)]], [[]]), new SliceTable([], losses), SliceSide.Worse);
        var p = Enumerable.Range(0, 10).Average(seed => test.AdjustedP(test.Z[0], test.Largest(19_999, new SliceOptions { Seed = (ulong)seed })));
        Assert.InRange(p, 2 * 896.0 / 15504 * 0.97, 2 * 896.0 / 15504 * 1.03);
    }

    [Fact]
    public void Long_tables_are_dealt_as_short_ones_are()
    {
        // One slice of a third of the rows, which lie together: z of dealt losses has mean 0 and standard deviation 1, lanes of one shuffle are not alike.
        const int Rows = 100_002;
        var table = new SliceTable([], [.. Enumerable.Range(0, Rows).Select(row => row % 7 == 0 ? 1.0 : 0)]);
        var test = new PermutationTest(new SliceList(Rows, [[.. Enumerable.Range(0, Rows / 3)]], [[]]), table, SliceSide.Worse);
        var largest = test.Largest(640, new SliceOptions { Seed = 5, Threads = 2 });
        var mean = largest.Average();
        Assert.InRange(mean, -0.15, 0.15);
        Assert.InRange(Math.Sqrt(largest.Average(z => (z - mean) * (z - mean))), 0.88, 1.12);
        Assert.Equal(largest, test.Largest(640, new SliceOptions { Seed = 5 }));
    }

    [Fact]
    public void Exceeding_the_critical_value_and_a_small_p_are_the_same()
    {
        var random = new SeededRandom(1);
        var table = new SliceTable(Tables.Random(random, 300, 3, 4), Tables.Losses(random, 300, _ => 0.3));
        foreach (var side in new[] { SliceSide.Worse, SliceSide.Either })
        {
            var test = new PermutationTest(SliceLattice.Build(new PackedRows(table.Columns, 5), 2, 1), table, side);
            var largest = test.Largest(199, new SliceOptions());
            var critical = test.Critical(0.05, largest);
            foreach (var z in largest.Concat([critical, MathF.BitIncrement(critical), 0, 100]))
            {
                Assert.Equal(test.AdjustedP(z, largest) <= 0.05, z > critical);
            }

            Assert.Equal(float.PositiveInfinity, test.Critical(0.001, largest));
        }
    }

    [Fact]
    public void Losses_become_whole_numbers_without_loss_where_they_are_whole()
    {
        var whole = new LossMoments(new SliceTable([], [0, 3, 1, 7]));
        Assert.Equal(3 * whole.Scale, whole.Value(0, 1));
        Assert.Equal(0, Math.Log2(whole.Scale) % 1);
        // Sums of all rows fit 32 bits.
        Assert.InRange(11 * whole.Scale, 1 << 28, 1 << 30);
    }
}
