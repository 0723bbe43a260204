namespace Assay.Acceptance;

public class SkeletonTests
{
    [Fact]
    public void Names_are_found() => Assert.Equal("age", Spelling.Nearest("aeg", ["age", "income"]));
}
