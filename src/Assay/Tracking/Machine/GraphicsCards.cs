using System.Globalization;

namespace Assay.Tracking.Machine;

/// <summary>Graphics cards whose driver tells their use in files: AMD's.</summary>
/// <remarks>Source: docs.kernel.org/gpu/amdgpu/thermal.html and driver-misc.html.</remarks>
internal sealed class GraphicsCards(string root)
{
    private const double Megabyte = 1e6;

    // Looked for once; a card does not come while a run goes on.
    private readonly string[] cards = Find(Path.Combine(root, "sys", "class", "drm"));

    internal List<(string, double)> Read()
    {
        var values = new List<(string, double)>();
        foreach (var (number, card) in cards.Index())
        {
            Add(values, $"system/gpu_{number}_utilization_percentage", Value(card, "gpu_busy_percent"));
            var (used, total) = (Value(card, "mem_info_vram_used"), Value(card, "mem_info_vram_total"));
            Add(values, $"system/gpu_{number}_memory_usage_megabytes", used / Megabyte);
            Add(values, $"system/gpu_{number}_memory_usage_percentage", total > 0 ? 100 * used / total : null);
        }

        return values;
    }

    private static void Add(List<(string, double)> values, string key, double? value)
    {
        if (value is { } known)
        {
            values.Add((key, known));
        }
    }

    private static string[] Find(string folder) => !Directory.Exists(folder) ? [] :
    [
        .. Directory.EnumerateDirectories(folder, "card*").Where(c => File.Exists(Path.Combine(c, "device", "gpu_busy_percent")))
            .Order(StringComparer.Ordinal).Select(c => Path.Combine(c, "device")),
    ];

    private static double? Value(string card, string name)
    {
        try
        {
            return double.TryParse(File.ReadAllText(Path.Combine(card, name)), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
