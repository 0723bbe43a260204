namespace Assay.Tracking;

/// <summary>Bytes this process has read from and written to disks since it began; zero where the system does not tell.</summary>
internal readonly record struct ProcessTraffic(long Read, long Written)
{
    // man 5 proc: /proc/PID/io.
    internal static ProcessTraffic Measure()
    {
        const string Linux = "/proc/self/io";
        try
        {
            var lines = File.Exists(Linux) ? File.ReadAllLines(Linux) : [];
            return new ProcessTraffic(Value(lines, "read_bytes:"), Value(lines, "write_bytes:"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }

    private static long Value(string[] lines, string name) =>
        Array.Find(lines, l => l.StartsWith(name, StringComparison.Ordinal)) is { } line && long.TryParse(line[name.Length..].Trim(), out var value) ? value : 0;
}
