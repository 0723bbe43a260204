namespace Assay.Learners.Linear;

/// <summary>How numbers enter a linear model.</summary>
internal enum NumberBasis
{
    /// <summary>A straight line.</summary>
    Linear,

    /// <summary>A natural cubic spline, a logarithm where skewed, and a feature for each of few or very frequent values.</summary>
    Splines,
}
