namespace Assay.Tracking.Export;

/// <summary>A form runs can be written in; found by its name.</summary>
internal abstract class RunFormat
{
    /// <summary>Whether it can be written to a stream, and so to standard output; the others make a file or folder of their own.</summary>
    internal virtual bool IsText => false;

    /// <summary>Writes text forms.</summary>
    internal virtual ExportReport Write(ExportedRuns runs, TextWriter target) => throw new NotSupportedException();

    /// <summary>Writes to a path where nothing is yet.</summary>
    internal abstract ExportReport Write(ExportedRuns runs, string path);
}
