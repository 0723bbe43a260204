namespace Assay.Evaluation.Models;

/// <summary>Changes the numbers of one row in place.</summary>
internal delegate void TreeOutputRule(Span<double> sums);
