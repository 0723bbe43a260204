namespace Assay.Development.Splits;

/// <summary>A column whose values name entities that come back in several rows.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Distinct">Entities.</param>
/// <param name="RepeatedShare">Share of rows whose entity has another row, from 0 to 1.</param>
/// <param name="LabelCorrelation">Intra-class correlation of the target within entities of several rows (one-way analysis of variance estimator).</param>
/// <param name="Attribute">The column that agrees best within entities; null when there is none to look at.</param>
/// <param name="AttributeAgreement">Its agreement within entities beyond chance, at most 1 (kappa).</param>
internal sealed record EntityKey(string Column, int Distinct, double RepeatedShare, double LabelCorrelation, string? Attribute, double AttributeAgreement);
