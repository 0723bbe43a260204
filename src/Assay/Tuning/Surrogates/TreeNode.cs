namespace Assay.Tuning.Surrogates;

/// <summary>A question of a regression tree, or a leaf.</summary>
internal sealed record TreeNode
{
    /// <summary>Mean outcome of the points below.</summary>
    public double Mean { get; init; }

    /// <summary>Variance of their outcomes.</summary>
    public double Variance { get; init; }

    /// <summary>Which ordered parameter (or category, with <see cref="LeftChoices"/>) is asked about.</summary>
    public int Parameter { get; init; }

    /// <summary>Unit positions up to it go left.</summary>
    public double Threshold { get; init; }

    /// <summary>Choices that go left, the first place for a category that does not count; null for an ordered parameter.</summary>
    public bool[]? LeftChoices { get; init; }

    /// <summary>Null in a leaf.</summary>
    public TreeNode? Left { get; init; }

    /// <summary>Null in a leaf.</summary>
    public TreeNode? Right { get; init; }

    /// <summary>Where a point goes.</summary>
    public bool IsLeft(SurrogatePoint point) =>
        LeftChoices is { } left ? left[point.Categories[Parameter] + 1] : point.Ordered[Parameter] <= Threshold;
}
