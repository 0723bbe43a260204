namespace Assay.Tests;

public class SpellingTests
{
    [Fact]
    public void Finds_the_name_one_letter_away() => Assert.Equal("income", Spelling.Nearest("incme", ["age", "income"]));

    [Fact]
    public void Finds_nothing_when_nothing_is_near() => Assert.Null(Spelling.Nearest("zebra", ["age", "income"]));

    [Theory]
    [InlineData("ts", "y")]
    [InlineData("age", "a")]
    [InlineData("ab", "cd")]
    public void Never_means_a_name_that_shares_next_to_nothing(string typed, string known) => Assert.Null(Spelling.Nearest(typed, [known]));

    [Fact]
    public void A_whole_part_of_a_name_means_the_shortest_such_name() => Assert.Equal("roc-auc", Spelling.Nearest("AUC", ["mcc", "roc-auc-micro", "roc-auc"]));

    [Theory]
    [InlineData("tyr", "try")]
    [InlineData("a", "A")]
    [InlineData("id", "ID2")]
    public void Finds_short_names_too(string typed, string known) => Assert.Equal(known, Spelling.Nearest(typed, [known]));
}
