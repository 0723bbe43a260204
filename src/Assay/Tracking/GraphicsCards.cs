using System.Diagnostics;
using System.Globalization;

namespace Assay.Tracking;

/// <summary>What NVIDIA's tool tells about its cards; nothing where it is not installed.</summary>
internal static class GraphicsCards
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>Use and memory of every card, named as MLflow names them.</summary>
    internal static IReadOnlyList<(string Name, double Value)> Read()
    {
        try
        {
            using var tool = Process.Start(new ProcessStartInfo("nvidia-smi", ["--query-gpu=utilization.gpu,memory.used,memory.total", "--format=csv,noheader,nounits"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var output = tool.StandardOutput.ReadToEndAsync();
            if (!tool.WaitForExit(Longest))
            {
                tool.Kill();
                return [];
            }

            return Parse(output.Result);
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return [];
        }
    }

    /// <summary>Reads the tool's lines, one a card: percent, megabytes used, megabytes there are.</summary>
    internal static IReadOnlyList<(string Name, double Value)> Parse(string output)
    {
        var values = new List<(string, double)>();
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        for (var card = 0; card < lines.Length; card++)
        {
            double?[] parts = [.. lines[card].Split(',').Select(p => double.TryParse(p.Trim(), CultureInfo.InvariantCulture, out var number) ? number : (double?)null)];
            if (parts is [{ } use, { } used, { } total] && total > 0)
            {
                values.Add(($"gpu_{card}_utilization_percentage", use));
                values.Add(($"gpu_{card}_memory_usage_megabytes", used));
                values.Add(($"gpu_{card}_memory_usage_percentage", 100 * used / total));
            }
        }

        return values;
    }
}
