using System.Globalization;

namespace Assay.Tracking.Machine;

/// <summary>Reads what the machine and this process use at a moment: processor, memory, disk, network, graphics cards.</summary>
/// <remarks>
/// Names are MLflow's (mlflow/system_metrics) where it has the value, so that its pages show them; those of this process begin with
/// <c>system/process_</c>. Rates are over the time since the reading before. What a machine does not tell is left out: outside Linux that is
/// everything but the process and the disk. Source of the files: man 5 proc.
/// </remarks>
/// <param name="root">Folder that holds <c>proc</c> and <c>sys</c>: <c>/</c>.</param>
internal sealed class SystemReader(string root = "/") : IDisposable
{
    private const double Megabyte = 1e6;
    private readonly GraphicsCards cards = new(root);
    private readonly NvidiaCards nvidia = new();
    private (double Busy, double Whole)? ticks;
    private (TimeSpan Used, long Time)? process;
    private (double Received, double Sent)? network;

    internal IReadOnlyList<(string Key, double Value)> Read() =>
        [.. Processor(), .. Memory(), .. Network(), .. Disk(), .. Process(), .. cards.Read(), .. nvidia.Read()];

    public void Dispose() => nvidia.Dispose();

    // user nice system idle iowait irq softirq steal, in ticks since the start.
    private List<(string, double)> Processor()
    {
        var fields = Lines("proc/stat").FirstOrDefault()?.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8).Select(Number).ToArray();
        if (fields is not { Length: 8 })
        {
            return [];
        }

        var now = (Busy: fields.Sum() - fields[3] - fields[4], Whole: fields.Sum());
        var before = ticks;
        ticks = now;
        return before is { } earlier && now.Whole > earlier.Whole
            ? [("system/cpu_utilization_percentage", 100 * (now.Busy - earlier.Busy) / (now.Whole - earlier.Whole))]
            : [];
    }

    private List<(string, double)> Memory()
    {
        var kilobytes = Lines("proc/meminfo").Select(l => l.Split(':', 2)).Where(p => p.Length == 2)
            .DistinctBy(p => p[0]).ToDictionary(p => p[0], p => Number(p[1].Replace("kB", "", StringComparison.Ordinal)));
        if (!kilobytes.TryGetValue("MemTotal", out var total) || !kilobytes.TryGetValue("MemAvailable", out var free) || total <= 0)
        {
            return [];
        }

        return
        [
            ("system/system_memory_usage_megabytes", (total - free) * 1024 / Megabyte),
            ("system/system_memory_usage_percentage", 100 * (total - free) / total),
        ];
    }

    // Since the first reading, as MLflow counts them.
    private List<(string, double)> Network()
    {
        var cards = Lines("proc/net/dev").Select(l => l.Split(':', 2)).Where(p => p.Length == 2 && p[0].Trim() != "lo")
            .Select(p => p[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(f => f.Length >= 9).ToArray();
        if (cards.Length == 0)
        {
            return [];
        }

        var now = (Received: cards.Sum(f => Number(f[0])), Sent: cards.Sum(f => Number(f[8])));
        network ??= now;
        return
        [
            ("system/network_receive_megabytes", (now.Received - network.Value.Received) / Megabyte),
            ("system/network_transmit_megabytes", (now.Sent - network.Value.Sent) / Megabyte),
        ];
    }

    private static List<(string, double)> Disk()
    {
        var disk = new DriveInfo(Environment.CurrentDirectory);
        var used = (double)(disk.TotalSize - disk.TotalFreeSpace);
        return [("system/disk_usage_megabytes", used / Megabyte), ("system/disk_usage_percentage", 100 * used / Math.Max(1, disk.TotalSize))];
    }

    private List<(string, double)> Process()
    {
        var now = (Used: Environment.CpuUsage.TotalTime, Time: TimeProvider.System.GetTimestamp());
        var values = new List<(string, double)> { ("system/process_memory_megabytes", Environment.WorkingSet / Megabyte) };
        if (process is { } before && now.Time > before.Time)
        {
            // Of one processor: two busy threads are 200.
            values.Add(("system/process_cpu_percentage", 100 * (now.Used - before.Used) / TimeProvider.System.GetElapsedTime(before.Time, now.Time)));
        }

        process = now;
        foreach (var line in Lines("proc/self/io").Select(l => l.Split(':', 2)).Where(p => p.Length == 2))
        {
            if (line[0] is "read_bytes" or "write_bytes")
            {
                values.Add(($"system/process_{line[0][..^6]}_megabytes", Number(line[1]) / Megabyte));
            }
        }

        return values;
    }

    private string[] Lines(string name)
    {
        try
        {
            return File.ReadAllLines(Path.Combine(root, name));
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : 0;
}
