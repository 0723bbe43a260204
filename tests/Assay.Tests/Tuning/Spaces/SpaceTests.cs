using Assay.Numerics;
using Assay.Tuning.Spaces;
using CsCheck;

namespace Assay.Tests.Tuning.Spaces;

public class SpaceTests
{
    [Fact]
    public void A_parameter_counts_only_below_its_choices() => Gen.ULong.Sample(seed =>
    {
        var drawn = TuningSpaces.Conditional.Draw(new SeededRandom(seed));
        Assert.Equal(drawn.Word("kernel") != "linear", drawn.Has("gamma"));
        Assert.Equal(drawn.Word("kernel") == "poly", drawn.Has("degree"));
        Assert.Equal(drawn.Has("gamma") ? 3 + (drawn.Has("degree") ? 1 : 0) : 2, drawn.Values.Count());
    });

    [Fact]
    public void Draws_keep_the_constraints() => Gen.ULong.Sample(seed =>
    {
        var drawn = TuningSpaces.Constrained.Draw(new SeededRandom(seed));
        Assert.True(drawn.Number("a") <= drawn.Number("b"));
    });

    [Fact]
    public void A_space_nothing_fits_into_is_told()
    {
        var space = new Space([Dimension.Float("a", 0, 1)], new ParameterConstraint("a > 2"));
        Assert.Equal("usage.space-empty", Assert.Throws<AssayException>(() => space.Draw(new SeededRandom(1))).Code);
    }

    [Fact]
    public void Configures_from_texts_and_refuses_others()
    {
        var space = TuningSpaces.Conditional;
        var made = space.Configure(new Dictionary<string, string> { ["kernel"] = "rbf", ["C"] = "0.5", ["gamma"] = "1" });
        Assert.Equal("kernel=rbf C=0.5 gamma=1", made.ToString());
        Assert.Equal("usage.parameter-missing", Refused(space, ("kernel", "rbf"), ("C", "1")));
        Assert.Equal("usage.parameter-unknown", Refused(space, ("kernal", "rbf")));
        Assert.Equal("usage.parameter-value", Refused(space, ("kernel", "rbf"), ("C", "1e9"), ("gamma", "1")));
    }

    [Fact]
    public void Configurations_with_the_same_values_are_equal_whatever_does_not_count()
    {
        var space = TuningSpaces.Conditional;
        Assert.Equal(new Configuration(space, [0, 1, 0.5, 2]), new Configuration(space, [0, 1, 7, 4]));
        Assert.NotEqual(new Configuration(space, [1, 1, 0.5, 2]), new Configuration(space, [1, 1, 7, 2]));
    }

    [Fact]
    public void Refuses_a_name_twice_and_a_child_before_its_parent()
    {
        var x = Dimension.Float("x", 0, 1);
        Assert.Equal("usage.space-name", Assert.Throws<AssayException>(() => new Space([x, x])).Code);
        Assert.Equal("usage.space-condition", Assert.Throws<AssayException>(() => new Space([x.OnlyWhen("k", "a"), Dimension.Category("k", "a", "b")])).Code);
    }

    [Theory]
    [InlineData("x + 1 <= 2 * y ^ 2", 1, 1, true)]
    [InlineData("x + 1 < 2 * y ^ 2", 1, 1, false)]
    [InlineData("max(x, y) >= abs(-3)", 1, 4, true)]
    [InlineData("-x ^ 2 > sqrt(y) - log(exp(30))", 5, 9, true)]
    public void A_constraint_is_arithmetic(string text, double x, double y, bool holds)
    {
        var space = new Space([Dimension.Float("x", -9, 9), Dimension.Float("y", -9, 9)]);
        Assert.Equal(holds, new ParameterConstraint(text).Holds(new Configuration(space, [x, y])));
    }

    [Theory]
    [InlineData("x <", "at character 4")]
    [InlineData("x + 1", "one of < <= > >=")]
    [InlineData("sin(x) < 1", "one of the functions")]
    public void A_constraint_that_cannot_be_read_says_where(string text, string told) =>
        Assert.Contains(told, Assert.Throws<AssayException>(() => new ParameterConstraint(text)).Message);

    private static string Refused(Space space, params (string Key, string Value)[] values) =>
        Assert.Throws<AssayException>(() => space.Configure(values.ToDictionary(v => v.Key, v => v.Value))).Code;
}
