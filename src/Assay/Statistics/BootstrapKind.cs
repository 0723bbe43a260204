namespace Assay.Statistics;

/// <summary>How limits are read off bootstrap draws.</summary>
public enum BootstrapKind
{
    /// <summary>The quantiles of the draws (Efron 1979).</summary>
    Percentile,

    /// <summary>Quantiles corrected for bias and acceleration (Efron, JASA 82, 1987); the acceleration comes from leaving out at most 200 groups of units in turn.</summary>
    BiasCorrected,

    /// <summary>The quantiles mirrored at the estimate, also called basic.</summary>
    Basic,

    /// <summary>Quantiles of (draw - number) / standard error of the draw, the error from leaving out twentieths of the draw in turn (Efron 1982); 21 times the work.</summary>
    Studentised,
}
