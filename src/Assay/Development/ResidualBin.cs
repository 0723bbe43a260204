namespace Assay.Development;

/// <summary>Residuals (truth less prediction) of one slice of predicted values.</summary>
/// <param name="Predicted">Median predicted value.</param>
/// <param name="Low">5 % quantile of the residuals.</param>
/// <param name="Median">Median residual.</param>
/// <param name="High">95 % quantile.</param>
/// <param name="Rows">Rows in the slice.</param>
public sealed record ResidualBin(double Predicted, double Low, double Median, double High, long Rows);
