namespace Assay.Evaluation.Slices;

/// <summary>How the lattice of slices is searched.</summary>
public enum SliceSearch
{
    /// <summary>Exact where that is a matter of seconds, otherwise a beam.</summary>
    Automatic,

    /// <summary>Every slice with enough rows.</summary>
    Exact,

    /// <summary>Level by level from the most telling slices only, for tables with very many columns.</summary>
    Beam,
}
