namespace Assay.Statistics;

/// <summary>What the signed-rank test does with differences of exactly zero.</summary>
public enum ZeroDifferences
{
    /// <summary>They are left out (Wilcoxon 1945).</summary>
    Drop,

    /// <summary>They are ranked, then their ranks are left out (Pratt 1959).</summary>
    Pratt,

    /// <summary>They are ranked and their ranks are shared by both signs.</summary>
    Split,
}
