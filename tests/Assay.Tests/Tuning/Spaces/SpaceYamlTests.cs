using Assay.Tuning.Spaces;

namespace Assay.Tests.Tuning.Spaces;

public class SpaceYamlTests
{
    [Fact]
    public void Reads_the_form_of_the_documentation()
    {
        var space = Space.Parse("""
            parameters: {lr: {type: float, low: 1e-5, high: 1, log: true}, kernel: {type: category, choices: [linear, rbf, poly]},
              gamma: {type: float, low: 1e-5, high: 10, log: true, when: {kernel: [rbf, poly]}}}
            """);
        Assert.Equal(["lr", "kernel", "gamma"], space.Dimensions.Select(d => d.Name));
        Assert.True(space.Dimensions[0].Logarithmic);
        Assert.Equal(["rbf", "poly"], space.Dimensions[2].When[0].Choices);
    }

    [Fact]
    public void Reads_every_kind_in_any_order()
    {
        var space = Space.Parse("""
            parameters:
              depth: {type: int, low: 2, high: 12, step: 2, when: {algo: tree}}
              algo: {type: category, choices: [tree, line]}
              size: {type: ordinal, choices: [small, large]}
              low_n: {type: int, low: 1, high: 100, log: true}
              high_n: {type: float, low: 0, high: 1}
            constraints: ["low_n <= 100 * high_n"]
            """);
        Assert.Equal(["algo", "depth", "size", "low_n", "high_n"], space.Dimensions.Select(d => d.Name));
        Assert.Equal(space.ToString(), Space.Parse(space.ToString()).ToString());
        Assert.Single(space.Constraints);
    }

    [Theory]
    [InlineData("parameters:\n  lr: {type: flaot, low: 0, high: 1}", "line 2", "Did you mean \"float\"?")]
    [InlineData("parameters:\n  lr: {type: float, low: 0}", "line 2", "needs \"high\"")]
    [InlineData("parameters:\n  lr: {type: float, low: 0, high: 1,\n    lgo: true}", "line 3", "Did you mean \"log\"?")]
    [InlineData("parameters:\n  k: {type: category, choices: [a], low: 1}", "line 2", "takes no \"low\"")]
    [InlineData("parameters:\n  n: {type: int, low: 0, high: ten}", "line 2", "is a number, not \"ten\"")]
    [InlineData("parameters:\n  n: {type: int, low: 0.5, high: 3}", "line 2", "whole number")]
    [InlineData("parameters:\n  k: {type: category, choices: [a]}\n  g: {type: float, low: 0, high: 1, when: {k: [b]}}", "line 3", "no choice \"b\"")]
    [InlineData("parameters:\n  a: {type: float, low: 0, high: 1}\nconstraints: [\"a < c\"]", "line", "names \"c\"")]
    [InlineData("paramters: {}", "line 1", "Did you mean \"parameters\"?")]
    [InlineData("parameters: {}", "line 1", "at least one parameter")]
    [InlineData("parameters: [a", "line", "not YAML")]
    public void A_mistake_is_told_with_its_line_and_what_is_allowed(string yaml, string line, string told)
    {
        var fault = Assert.Throws<AssayException>(() => Space.Parse(yaml, "space.yaml"));
        Assert.StartsWith("usage.space", fault.Code);
        Assert.Contains("space.yaml, " + line, fault.Message);
        Assert.Contains(told, fault.Message);
    }
}
