namespace Assay.Evaluation.Slices;

/// <summary>Which slices are of interest.</summary>
public enum SliceSide
{
    /// <summary>Slices whose loss is larger than that of the other rows.</summary>
    Worse,

    /// <summary>Slices whose number differs from that of the other rows in either direction, for residuals y - p.</summary>
    Either,
}
