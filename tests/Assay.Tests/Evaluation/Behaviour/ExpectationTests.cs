using Assay.Evaluation.Behaviour;

namespace Assay.Tests.Evaluation.Behaviour;

public class ExpectationTests
{
    [Fact]
    public void Reads_a_sweep()
    {
        var read = Expectation.Read("income up => probability of default not up");
        Assert.Equal(new ColumnMove("income", 1), Assert.Single(read.Moves));
        Assert.True(read.Moves[0].IsSweep);
        Assert.Equal(("default", ExpectedEffect.NotUp), (read.Class, read.Effect));
        Assert.Null(read.Within);
    }

    [Fact]
    public void Reads_amounts_shares_and_several_columns()
    {
        var read = Expectation.Read("\"net income\" down by 5 % and debt up by 1000 => prediction down within 0.5");
        Assert.Equal([new ColumnMove("net income", -1) { By = 0.05, IsShare = true }, new ColumnMove("debt", 1) { By = 1000 }], read.Moves);
        Assert.Equal((null, ExpectedEffect.Down, 0.5), (read.Class, read.Effect, read.Within));
    }

    [Fact]
    public void Reads_values_and_classes_with_blanks()
    {
        var read = Expectation.Read("education from HS-grad to Some college => probability of \">50K a year\" not  down");
        Assert.Equal(new ColumnMove("education", 0) { From = "HS-grad", To = "Some college" }, read.Moves[0]);
        Assert.Equal((">50K a year", ExpectedEffect.NotDown), (read.Class, read.Effect));
        Assert.Equal("student", Expectation.Read("job = student => value unchanged").Moves[0].To);
    }

    [Fact]
    public void Reads_a_grid() => Assert.Equal("age", Expectation.Read("income up at any age => probability up").AtAny);

    [Fact]
    public void And_between_quotation_marks_joins_nothing() => Assert.Equal("up and down", Expectation.Read("\"up and down\" up by 1 => prediction up").Moves[0].Column);

    [Theory]
    [InlineData("")]
    [InlineData("income up")]
    [InlineData("income sideways => prediction up")]
    [InlineData("income up => prediction maybe")]
    [InlineData("income up and age up => prediction up")]
    [InlineData("income up by 1..2 => prediction up")]
    [InlineData("income up by 5 at any age => prediction up")]
    [InlineData("income up => prediction up within much")]
    public void Refuses_what_it_cannot_read_and_shows_how_to_write_it(string text)
    {
        var refused = Assert.Throws<AssayException>(() => Expectation.Read(text));
        Assert.Equal("suite.expectation-syntax", refused.Code);
        Assert.Contains("income up => probability of default not up", refused.Message);
    }
}
