namespace Assay.Shared;

/// <summary>Finds files tests read, whatever folder they are started from.</summary>
public static class TestData
{
    /// <summary>The folder that holds Assay.slnx.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>The UCI Adult set that comes with the project: 48,842 rows, target <c>income</c>.</summary>
    public static string Adult => In("examples/adult.csv.gz");

    /// <summary>The folder with larger data sets: the variable ASSAY_DATA, or ../shared/data beside the repository.</summary>
    public static string LargerFolder =>
        Environment.GetEnvironmentVariable("ASSAY_DATA") is { Length: > 0 } given
            ? given
            : Path.GetFullPath(Path.Combine(Repository, "..", "shared", "data"));

    /// <summary>A file that is part of the repository, by its path from the root; fails when it is missing.</summary>
    public static string In(string path)
    {
        var full = Path.Combine(Repository, path);
        return File.Exists(full) || Directory.Exists(full)
            ? full
            : throw new FileNotFoundException($"{path} should be in the repository, but there is no {full}.");
    }

    /// <summary>
    /// A file or folder of the larger data, such as <c>tabular/bike_hour.csv.gz</c>. Missing, the test is skipped with the reason;
    /// with CI=true it fails, so that a machine meant to run everything cannot quietly run less.
    /// </summary>
    public static string Larger(string path)
    {
        var full = Path.Combine(LargerFolder, path);
        if (!File.Exists(full) && !Directory.Exists(full))
        {
            var reason = $"needs {path} in {LargerFolder} (set ASSAY_DATA to the folder of the larger data sets)";
            Assert.False(string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase), $"CI=true, and this test {reason}");
            Assert.Skip(reason);
        }

        return full;
    }

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Assay.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Assay.slnx.");
    }
}
