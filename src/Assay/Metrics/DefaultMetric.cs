using Assay.Data;

namespace Assay.Metrics;

/// <summary>The metric used when the user names none.</summary>
public static class DefaultMetric
{
    /// <summary>ROC AUC for two classes, log loss for more, root mean squared error for numbers.</summary>
    public static Metric For(LearningTask task) => task switch
    {
        LearningTask.Binary => new RocAuc(),
        LearningTask.Multiclass => new LogLoss(),
        _ => new RootMeanSquaredError(),
    };
}
