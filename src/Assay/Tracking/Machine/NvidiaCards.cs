using System.Runtime.InteropServices;

namespace Assay.Tracking.Machine;

/// <summary>NVIDIA's graphics cards, asked through the library their driver brings; none where there is no driver.</summary>
/// <remarks>Source: docs.nvidia.com/deploy/nvml-api.</remarks>
internal sealed partial class NvidiaCards : IDisposable
{
    private const string Library = "libnvidia-ml.so.1";
    private const double Megabyte = 1e6;
    private readonly nint[] cards = Find();

    internal List<(string, double)> Read()
    {
        var values = new List<(string, double)>();
        foreach (var (number, card) in cards.Index())
        {
            if (Utilization(card, out var use) == 0)
            {
                values.Add(($"system/gpu_{number}_utilization_percentage", use.Processor));
            }

            if (MemoryInfo(card, out var memory) == 0)
            {
                values.Add(($"system/gpu_{number}_memory_usage_megabytes", memory.Used / Megabyte));
                values.Add(($"system/gpu_{number}_memory_usage_percentage", 100.0 * memory.Used / Math.Max(1, memory.Total)));
            }

            if (PowerUsage(card, out var milliwatts) == 0)
            {
                values.Add(($"system/gpu_{number}_power_usage_watts", milliwatts / 1000.0));
            }
        }

        return values;
    }

    public void Dispose()
    {
        if (cards.Length > 0)
        {
            _ = Shutdown();
        }
    }

    private static nint[] Find()
    {
        try
        {
            if (Initialise() != 0 || Count(out var count) != 0)
            {
                return [];
            }

            return [.. Enumerable.Range(0, (int)count).Select(i => Handle((uint)i, out var card) == 0 ? card : 0).Where(card => card != 0)];
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
            return [];
        }
    }

    // nvmlUtilization_t, in percent.
    private readonly record struct Use(uint Processor, uint Memory);

    // nvmlMemory_t.
    private readonly record struct Bytes(ulong Total, ulong Free, ulong Used);

    [LibraryImport(Library, EntryPoint = "nvmlInit_v2")]
    private static partial int Initialise();

    [LibraryImport(Library, EntryPoint = "nvmlShutdown")]
    private static partial int Shutdown();

    [LibraryImport(Library, EntryPoint = "nvmlDeviceGetCount_v2")]
    private static partial int Count(out uint count);

    [LibraryImport(Library, EntryPoint = "nvmlDeviceGetHandleByIndex_v2")]
    private static partial int Handle(uint index, out nint device);

    [LibraryImport(Library, EntryPoint = "nvmlDeviceGetUtilizationRates")]
    private static partial int Utilization(nint device, out Use use);

    [LibraryImport(Library, EntryPoint = "nvmlDeviceGetMemoryInfo")]
    private static partial int MemoryInfo(nint device, out Bytes memory);

    [LibraryImport(Library, EntryPoint = "nvmlDeviceGetPowerUsage")]
    private static partial int PowerUsage(nint device, out uint milliwatts);
}
