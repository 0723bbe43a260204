namespace Assay.Evaluation.Differences;

/// <summary>What the differences mean to whoever trains on the table.</summary>
public sealed record DataMeaning
{
    /// <summary>Rows of every class, or the most frequent values of the target, before and after; empty without a target.</summary>
    public IReadOnlyList<ValueCount> Labels { get; init; } = [];

    /// <summary>Changed rows whose target changed.</summary>
    public long? RelabelledRows { get; init; }

    /// <summary>Rows of the second table whose content, key and part aside, is in the first: what a test file must not share with a training file.</summary>
    public long? SharedContent { get; init; }

    /// <summary>Rows of every part before and after; empty without a column of parts.</summary>
    public IReadOnlyList<ValueCount> Parts { get; init; } = [];

    /// <summary>Rows that went to another part.</summary>
    public IReadOnlyList<PartMove> Moves { get; init; } = [];

    /// <summary>Rows of the first table whose content, key and part aside, is in more than one part.</summary>
    public long? LeakedBefore { get; init; }

    /// <summary>The same of the second table.</summary>
    public long? LeakedAfter { get; init; }

    /// <summary>What a model makes of it; null without one.</summary>
    public ModelEffect? Model { get; init; }
}
