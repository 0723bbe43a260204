namespace Assay.Tests;

public class SpellingTests
{
    [Fact]
    public void Finds_the_name_one_letter_away() => Assert.Equal("income", Spelling.Nearest("incme", ["age", "income"]));

    [Fact]
    public void Finds_nothing_when_nothing_is_near() => Assert.Null(Spelling.Nearest("zebra", ["age", "income"]));
}
