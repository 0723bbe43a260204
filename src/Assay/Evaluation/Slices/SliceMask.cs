namespace Assay.Evaluation.Slices;

/// <summary>Rows somebody named: a rule of the domain, a cluster, a cohort.</summary>
/// <param name="Name">What they are called.</param>
/// <param name="Rows">True for a row that belongs to them, one entry a row of the table.</param>
public sealed record SliceMask(string Name, IReadOnlyList<bool> Rows);
