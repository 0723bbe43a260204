namespace Assay.Tests.House;

public class TestDataTests
{
    [Fact]
    public void The_example_data_comes_with_the_repository() => Assert.True(new FileInfo(TestData.Adult).Length > 100_000);

    [Fact]
    public void A_missing_file_of_the_repository_is_named() =>
        Assert.Contains("examples/nothing.csv", Assert.Throws<FileNotFoundException>(() => TestData.In("examples/nothing.csv")).Message);
}
