using System.Runtime.InteropServices;
using Assay.Data;
using Assay.Learners;
using Assay.Tracking;

namespace Assay.Cli.Health;

/// <summary>Looks whether this machine has what Assay needs, by using it: a table is read, trees are grown, a file is written.</summary>
internal static class MachineChecks
{
    private const long LittleDisk = 1L << 30;

    /// <summary>Every check, in the order they are worth mending.</summary>
    /// <param name="store">Address of the store that would be used.</param>
    /// <param name="data">The folder of larger data sets, or null when none is named.</param>
    public static IReadOnlyList<Finding> All(string store, string? data)
    {
        var folder = Directory.CreateTempSubdirectory("assay-doctor-");
        try
        {
            return
            [
                Finding.Of("runtime", () => $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription.Trim()}"),
                Machine(),
                Finding.Of("tables (DuckDB)", () => $"{Table(folder.FullName).RowCount} rows read"),
                Finding.Of("trees (LightGBM)", () => $"trees grown, {Trees(Table(folder.FullName))} rows predicted"),
                Finding.Of("store", () => StoreAt(store)),
                Disk("disk of this folder", Environment.CurrentDirectory),
                Disk("disk for temporary files", folder.FullName),
                LargerData(data),
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Finding Machine() => new(
        "processors, memory", true, $"{Environment.ProcessorCount} processors, {Size(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)}");

    private static Dataset Table(string folder)
    {
        var file = Path.Combine(folder, "rows.csv");
        File.WriteAllLines(file, ["size,colour,bought", .. Enumerable.Range(0, 200).Select(i => $"{i * 37 % 101},{(i % 3 == 0 ? "red" : "blue")},{(i * 37 % 101 > 50 ? "yes" : "no")}")]);
        return Dataset.Read(file, "bought");
    }

    private static int Trees(Dataset table)
    {
        var model = Catalogue<Learner>.Find("boosted-trees").Fit(table.All, new FitOptions());
        return model.Predict(table.All).Count(double.IsFinite);
    }

    private static string StoreAt(string address)
    {
        if (Path.GetFullPath(address.StartsWith("sqlite:///", StringComparison.Ordinal) ? address["sqlite:///".Length..] : address) is var path && File.Exists(path))
        {
            using var opened = Store.Open(address);
            return $"{path}, {opened.Experiments().Count} experiments";
        }

        var folder = Path.GetDirectoryName(path)!;
        while (!Directory.Exists(folder))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        using (File.Create(Path.Combine(folder, $".assay-doctor-{Environment.ProcessId}"), 1, FileOptions.DeleteOnClose))
        {
            return $"none yet; {folder} can be written to";
        }
    }

    private static Finding Disk(string name, string folder) => new DriveInfo(folder).AvailableFreeSpace is var free && free >= LittleDisk
        ? new Finding(name, true, $"{Size(free)} free")
        : new Finding(name, false, $"{Size(free)} free") { Remedy = "Free some space: models, reports and temporary tables need about 1 GB." };

    private static Finding LargerData(string? data) => data is null
        ? new Finding("larger data sets", true, "ASSAY_DATA is not set; only tests and benchmarks use it")
        : Directory.Exists(data)
            ? new Finding("larger data sets", true, data)
            : new Finding("larger data sets", false, $"no folder {data}") { Remedy = "Set ASSAY_DATA to the folder of the larger data sets, or unset it." };

    private static string Size(long bytes) => bytes >= 1L << 30 ? $"{bytes / (double)(1L << 30):F1} GB" : $"{bytes / (double)(1L << 20):F0} MB";
}
