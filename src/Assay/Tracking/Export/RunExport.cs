using System.Text;

namespace Assay.Tracking.Export;

/// <summary>Writes runs for other programs: tables, JSON lines, or a folder MLflow reads.</summary>
public static class RunExport
{
    /// <summary>Writes to a path where nothing is yet; on an error nothing is left there.</summary>
    /// <exception cref="AssayException"><c>usage.unknown-name</c>, <c>export.exists</c>, <c>store.disk-full</c>, <c>store.not-writable</c>, and those of the store.</exception>
    public static ExportReport Write(Store store, string path, ExportOptions options, CancellationToken cancellation = default)
    {
        var target = Path.GetFullPath(path);
        if (File.Exists(target) || Directory.Exists(target))
        {
            throw new AssayException("export.exists", $"{target} is there already. Give another path, or remove it.");
        }

        var format = Catalogue<RunFormat>.Find(options.Format);
        var runs = new ExportedRuns(store, options, cancellation);
        if (!format.IsText)
        {
            return format.Write(runs, target);
        }

        ExportReport? report = null;
        Folder.WriteFile(target, stream =>
        {
            using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
            report = format.Write(runs, writer);
        });
        return report!;
    }

    /// <summary>Writes a text form.</summary>
    /// <exception cref="AssayException"><c>usage.unknown-name</c>; <c>export.needs-path</c> when the form is a file or folder of its own.</exception>
    public static ExportReport Write(Store store, TextWriter target, ExportOptions options, CancellationToken cancellation = default)
    {
        var format = Catalogue<RunFormat>.Find(options.Format);
        return format.IsText ? format.Write(new ExportedRuns(store, options, cancellation), target) : throw new AssayException(
            "export.needs-path", $"{options.Format} is not a text. Say where to write it with --output PATH.");
    }
}
