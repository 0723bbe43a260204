using Assay.Development;
using static Assay.Tests.Development.Leaks.LeakTables;
using static Assay.Tests.Development.Tables;

namespace Assay.Tests.Development.Leaks;

public class TargetCopyTests
{
    private static readonly double[] noise = Noise(1000, 1);

    [Fact]
    public void A_number_that_the_class_was_cut_from_is_certain()
    {
        var found = Assert.Single(Classes(noise.Select(x => x > 0.7 ? 1 : 0), Numbers("delay", noise), Numbers("other", Noise(1000, 2))).Check("target-copy"));
        Assert.Equal(("delay", LeakCertainty.Certain), (found.Column, found.Certainty));
        Assert.Contains("alone predicts target with ROC AUC 0.99", found.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_target_in_another_unit_is_certain()
    {
        var found = Assert.Single(Regression(noise, Numbers("cents", noise.Select(x => Math.Round(100 * x))), Numbers("other", Noise(1000, 2))).Check("target-copy"));
        Assert.Equal("cents", found.Column);
    }

    [Fact]
    public void The_class_under_another_name_is_certain()
    {
        var found = Assert.Single(Classes(Each(600, i => i * 7 % 3), Words("grade", Each(600, i => "abc"[i * 7 % 3].ToString()))).Check("target-copy"));
        Assert.Equal("grade", found.Column);
    }

    [Fact]
    public void A_good_feature_is_no_copy() =>
        Assert.Empty(Classes(noise.Zip(Noise(1000, 3)).Select(x => x.First + (0.5 * x.Second) > 0 ? 1 : 0), Numbers("good", noise)).Check("target-copy"));

    [Fact]
    public void A_category_of_many_levels_is_not_learnt_by_heart() =>
        Assert.Empty(Classes(noise.Select(x => x > 0 ? 1 : 0), Words("name", Each(1000, i => $"n{i / 2}"))).Check("target-copy"));
}
