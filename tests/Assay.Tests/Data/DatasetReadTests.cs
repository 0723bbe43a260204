using Assay.Data;

namespace Assay.Tests.Data;

public class DatasetReadTests
{
    [Fact]
    public void Reads_the_adult_set_with_nothing_but_the_target_named()
    {
        var adult = Dataset.Read(TestData.Adult, "income");
        Assert.Equal(48842, adult.RowCount);
        Assert.Equal(LearningTask.Binary, adult.Task);
        Assert.Equal(["<=50K", ">50K"], adult.Classes);
        Assert.Equal(0.23928176569346055, adult.Target.ToArray().Average(), 12);
        Assert.Equal(14, adult.Features.Count);
        Assert.Equal(6465, adult.Schema.Sum(c => c.Missing));
        Assert.All(adult.Schema, c => Assert.NotEqual("", c.Reason));
    }
}
