namespace Assay.Tracking;

/// <summary>Which runs to list, and in which order.</summary>
public sealed record RunFilter
{
    /// <summary>Only this experiment; all when null.</summary>
    public string? Experiment { get; init; }

    /// <summary>Only this status; all when null.</summary>
    public RunStatus? Status { get; init; }

    /// <summary>Only runs with this tag and value; all when null.</summary>
    public (string Key, string Value)? Tag { get; init; }

    /// <summary>Only direct parts of this run (full id). When null, <see cref="Nested"/> decides.</summary>
    public string? ParentId { get; init; }

    /// <summary>With <see cref="ParentId"/> null: true lists runs of any depth, false only those that are part of no other.</summary>
    public bool Nested { get; init; }

    /// <summary>
    /// A condition such as <c>metrics.auc &gt; 0.9 AND (params.lr &lt; 0.1 OR tags.team IN ('a', 'b'))</c>: MLflow's language with OR, NOT, brackets,
    /// <c>RLIKE</c>, numbers for parameters, and <c>min(loss)</c>, <c>max(auc)</c>, <c>best(auc)</c> over a whole curve.
    /// </summary>
    public string? Where { get; init; }

    /// <summary>Keys such as <c>metrics.auc DESC</c>; runs without the metric come last. Newest first when empty.</summary>
    public IReadOnlyList<string> OrderBy { get; init; } = [];

    /// <summary>Runs a page, 1 to 50,000.</summary>
    public int Limit { get; init; } = 100;

    /// <summary><see cref="RunPage.Next"/> of the page before; runs begun meanwhile shift nothing.</summary>
    public string? After { get; init; }
}
