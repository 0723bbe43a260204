namespace Assay.Evaluation.Slices;

/// <summary>How false findings are held down.</summary>
public enum SliceControl
{
    /// <summary>By permutation after an exact search, on the other half of the rows after a beam search.</summary>
    Automatic,

    /// <summary>Losses are dealt to the rows anew, and a slice must beat the best of all slices there. Source: Westfall and Young 1993, algorithm 2.5.</summary>
    Permutation,

    /// <summary>Searched on a random half of the rows, tested by permutation on the other. Source: Cox, Biometrika 62, 1975.</summary>
    SplitHalf,

    /// <summary>p values of all slices from their skewed normal tails, by Benjamini and Yekutieli: cheap, bounds the expected share of false findings.</summary>
    FalseDiscoveryRate,
}
