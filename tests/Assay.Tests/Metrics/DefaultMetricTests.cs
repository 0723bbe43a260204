using Assay.Data;
using Assay.Metrics;

namespace Assay.Tests.Metrics;

public class DefaultMetricTests
{
    [Theory]
    [InlineData(LearningTask.Binary, "roc-auc")]
    [InlineData(LearningTask.Multiclass, "log-loss")]
    [InlineData(LearningTask.Regression, "rmse")]
    public void Each_task_has_one_that_supports_it(LearningTask task, string name)
    {
        Assert.Equal(name, DefaultMetric.For(task).Name);
        Assert.True(DefaultMetric.For(task).Supports(task));
    }
}
