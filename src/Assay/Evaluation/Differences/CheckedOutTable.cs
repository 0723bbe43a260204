using Assay.Tracking.Versions;

namespace Assay.Evaluation.Differences;

/// <summary>A version's file, written to a passing folder for as long as it is read.</summary>
public sealed class CheckedOutTable : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("assay-data-").FullName;

    /// <summary>Writes the version's file.</summary>
    /// <exception cref="AssayException"><c>data.not-a-table</c> for a folder.</exception>
    public CheckedOutTable(DataVersions versions, DataVersion version)
    {
        ArgumentNullException.ThrowIfNull(versions);
        ArgumentNullException.ThrowIfNull(version);
        try
        {
            Path = versions.CheckoutFile(version, folder);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Removes it.</summary>
    public void Dispose() => Directory.Delete(folder, recursive: true);
}
