using Assay.Data;
using YamlDotNet.Core;

namespace Assay.Tests.Data;

public class YamlTreeTests
{
    [Fact]
    public void Reads_what_is_nested_sixteen_deep_and_refuses_one_more()
    {
        Assert.Single(YamlTree.Roots(new string('[', 16) + new string(']', 16)));
        var error = Assert.Throws<YamlException>(() => YamlTree.Roots("a:\n  " + new string('[', 16) + new string(']', 16)));
        Assert.Equal(2, error.Start.Line);
    }

    [Fact]
    public void Far_deeper_nesting_is_refused_before_a_tree_is_made() =>
        Assert.Throws<YamlException>(() => YamlTree.Roots(new string('[', 100_000)));

    [Theory]
    [InlineData("a: 1\nb: &x 2", 2)]
    [InlineData("a: &x [1]\nb: *x", 1)]
    [InlineData("a: 1", null)]
    public void Tells_the_line_of_the_first_anchor(string text, int? line) => Assert.Equal((long?)line, YamlTree.FirstAnchor(text));
}
