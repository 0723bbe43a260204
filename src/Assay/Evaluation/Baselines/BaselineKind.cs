using Assay.Data;
using Assay.Learners;

namespace Assay.Evaluation.Baselines;

/// <summary>One baseline to try: a learner with its settings.</summary>
/// <param name="Name">What it is called on pages.</param>
/// <param name="Learner">The learner's name.</param>
/// <param name="Does">What it does, as a short phrase.</param>
internal sealed record BaselineKind(string Name, string Learner, string Does)
{
    /// <summary>The learner's settings.</summary>
    public Settings Settings { get; init; } = Settings.Default;

    /// <summary>Whether it looks at labels only, and so may be fitted on the evaluated rows without folds: the usual reference of a skill score, slightly too good if anything.</summary>
    public bool LooksAtNoColumn { get; init; }

    /// <summary>All that make sense for a table, the simplest first.</summary>
    public static IReadOnlyList<BaselineKind> All(Dataset data)
    {
        BaselineKind[] constant = data.Task == LearningTask.Regression
            ?
            [
                new("mean", "zero-rule", "the mean of the target") { LooksAtNoColumn = true },
                new("median", "zero-rule", "the median of the target") { LooksAtNoColumn = true, Settings = Settings.Default.With("statistic", "median") },
            ]
            : [new("majority", "zero-rule", "the share of each class, and so the most frequent class") { LooksAtNoColumn = true }];
        return
        [
            new("random", "uniform-random", "anything, with equal chance") { LooksAtNoColumn = true },
            new("label-distribution", "label-distribution-random", "a draw from the labels") { LooksAtNoColumn = true },
            .. constant,
            new("one-rule", "one-rule", "the best rule on one column"),
            new("stump", "decision-stump", "the best yes-no question"),
            .. data.Schema.Where(c => c.Role == ColumnRole.Existing).Select(c => new BaselineKind($"existing: {c.Name}", "existing", $"the answers in column {c.Name}") { Settings = Settings.Default.With("column", c.Name) }),
        ];
    }
}
