using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Assay.Tracking;

/// <summary>What a run stood on: versions, machine, packages.</summary>
public sealed record RunEnvironment
{
    /// <summary>Version of Assay with the commit it was built from.</summary>
    public string Assay { get; init; } = "";

    /// <summary>Version of the .NET SDK Assay was built with.</summary>
    public string Sdk { get; init; } = "";

    /// <summary>The .NET runtime at work.</summary>
    public string Runtime { get; init; } = "";

    /// <summary>Operating system.</summary>
    public string System { get; init; } = "";

    /// <summary>Model of the processor, when the system tells.</summary>
    public string Processor { get; init; } = "";

    /// <summary>Logical processors the process may use.</summary>
    public int Processors { get; init; }

    /// <summary>Memory the process may use, bytes.</summary>
    public long MemoryBytes { get; init; }

    /// <summary>Versions of the packages, by name, sorted.</summary>
    public IReadOnlyDictionary<string, string> Packages { get; init; } = new Dictionary<string, string>();

    /// <summary>Reads the environment of this process.</summary>
    public static RunEnvironment Capture()
    {
        var assembly = typeof(RunEnvironment).Assembly;
        return new RunEnvironment
        {
            Assay = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "",
            Sdk = assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key == "SdkVersion")?.Value ?? "",
            Runtime = RuntimeInformation.FrameworkDescription,
            System = $"{RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture}",
            Processor = ProcessorModel(),
            Processors = global::System.Environment.ProcessorCount,
            MemoryBytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
            Packages = PackageVersions(),
        };
    }

    private static string ProcessorModel()
    {
        const string Linux = "/proc/cpuinfo";
        var line = File.Exists(Linux) ? File.ReadLines(Linux).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line is null
            ? global::System.Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? ""
            : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }

    // The list the build leaves beside the program names native packages too; a program without one tells what it has loaded.
    private static SortedDictionary<string, string> PackageVersions()
    {
        var packages = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var lists = (AppContext.GetData("APP_CONTEXT_DEPS_FILES") as string ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries);
        foreach (var list in lists.Where(File.Exists))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(list));
            foreach (var library in document.RootElement.GetProperty("libraries").EnumerateObject())
            {
                var parts = library.Name.Split('/');
                if (parts.Length == 2 && library.Value.GetProperty("type").GetString() == "package")
                {
                    packages[parts[0]] = parts[1];
                }
            }
        }

        if (packages.Count == 0)
        {
            foreach (var name in AppDomain.CurrentDomain.GetAssemblies().Select(a => a.GetName()).Where(n => n.Name is not null))
            {
                packages[name.Name!] = name.Version?.ToString() ?? "";
            }
        }

        return packages;
    }
}
