using Assay.Evaluation;
using Assay.Learners;

namespace Assay.Development;

/// <summary>The champion fitted on all development rows.</summary>
/// <param name="Model">The model.</param>
/// <param name="Settings">The parameters it was fitted with.</param>
/// <param name="ResidualQuantiles">Regression: 2.5 % and 97.5 % quantiles of out-of-fold residuals; empty otherwise.</param>
/// <param name="Test">What it predicts for the locked test part.</param>
internal sealed record FinishedModel(Model Model, Settings Settings, IReadOnlyList<double> ResidualQuantiles, Predictions Test);
