using Assay.Development;
using CsCheck;
using static Assay.Tests.Development.Leaks.LeakTables;
using static Assay.Tests.Development.Tables;

namespace Assay.Tests.Development.Leaks;

public class ArithmeticIdentityTests
{
    private const int Rows = 400;
    private static readonly double[] a = Whole(Rows, 500, 1);
    private static readonly double[] b = Whole(Rows, 90, 2);
    private static readonly double[] c = Whole(Rows, 40, 3);

    private static string Formula(Func<int, double> target)
    {
        var found = Regression(Each(Rows, target), Numbers("a", a), Numbers("noise", Noise(Rows, 9)), Numbers("b", b), Numbers("c", c)).Check("arithmetic-identity");
        return found.Count == 0 ? "" : Assert.Single(found).Evidence;
    }

    [Fact]
    public void Finds_a_sum_and_names_both_columns()
    {
        var found = Assert.Single(Regression(Each(Rows, i => a[i] + b[i]), Numbers("a", a), Numbers("x", c), Numbers("b", b)).Check("arithmetic-identity"));
        Assert.Equal(["a", "b"], found.Columns);
        Assert.Equal(LeakCertainty.Certain, found.Certainty);
        Assert.StartsWith("target = a + b on all 320 development rows", found.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Finds_a_difference() => Assert.StartsWith("target = a - b on", Formula(i => a[i] - b[i]), StringComparison.Ordinal);

    [Fact]
    public void Finds_a_product() => Assert.StartsWith("target = 0.5 * a * b on", Formula(i => 0.5 * a[i] * b[i]), StringComparison.Ordinal);

    [Fact]
    public void Finds_a_ratio() => Assert.StartsWith("target = a / b on", Formula(i => a[i] / (b[i] == 0 ? 1e-300 : b[i]) is var ratio && b[i] == 0 ? 0 : ratio), StringComparison.Ordinal);

    [Fact]
    public void Finds_one_column_in_another_unit() => Assert.StartsWith("target = 1.8 * a + 32 on", Formula(i => (1.8 * a[i]) + 32), StringComparison.Ordinal);

    [Fact]
    public void Finds_three_columns() => Assert.StartsWith("target = a + 2 * b - c on", Formula(i => a[i] + (2 * b[i]) - c[i]), StringComparison.Ordinal);

    [Fact]
    public void One_row_that_differs_is_enough_to_stay_silent() => Assert.Equal("", Formula(i => a[i] + b[i] + (i == 200 || i == 201 || i == 203 ? 1 : 0)));

    [Fact]
    public void Stays_silent_on_noisy_sums() =>
        Gen.ULong.Where(seed => seed != 9).Sample(seed => Noise(Rows, seed) is var noise && Formula(i => a[i] + b[i] + (0.01 * noise[i])).Length == 0, iter: 20);

    [Fact]
    public void Gaps_do_not_hide_a_sum()
    {
        var found = Assert.Single(Regression(Each(Rows, i => a[i] + b[i]), Numbers("a", Each(Rows, i => i % 9 == 0 ? double.NaN : a[i])), Numbers("b", b)).Check("arithmetic-identity"));
        Assert.Equal(["a", "b"], found.Columns);
    }
}
