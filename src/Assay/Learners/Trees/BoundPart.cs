namespace Assay.Learners.Trees;

/// <summary>Features of one part, read from one table. Safe to use from several threads.</summary>
internal abstract class BoundPart
{
    /// <summary>Writes the features of these rows.</summary>
    /// <param name="rows">Row indices into the table.</param>
    /// <param name="block">Row after row; this part's first feature of the first row stands first.</param>
    /// <param name="stride">Features a row of the whole block.</param>
    public abstract void Write(ReadOnlySpan<int> rows, Span<double> block, int stride);
}
