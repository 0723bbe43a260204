using System.Diagnostics;

namespace Assay.Tracking;

/// <summary>Measures the process in the background and logs to a run.</summary>
internal sealed class SystemMetrics : IDisposable
{
    private readonly RunWriter run;
    private readonly TimeProvider clock;
    private readonly Lock gate = new();
    private readonly ITimer timer;
    private (long Time, TimeSpan Processor, ProcessTraffic Traffic) before;
    private bool ended;
    private long step;

    internal SystemMetrics(RunWriter run, TimeProvider clock, TimeSpan interval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, TimeSpan.FromMilliseconds(100));
        (this.run, this.clock) = (run, clock);
        before = Now();
        timer = clock.CreateTimer(_ => Measure(), null, interval, interval);
    }

    /// <summary>Measures a last time and ends.</summary>
    public void Dispose()
    {
        timer.Dispose();
        Measure();
        ended = true;
    }

    private void Measure()
    {
        lock (gate)
        {
            if (ended)
            {
                return;
            }

            try
            {
                run.LogMetrics([.. Points()]);
                step++;
            }
            catch (AssayException)
            {
                // The run has ended or the store cannot write: whoever trains learns of it from a call of his own.
                ended = true;
            }
        }
    }

    private IEnumerable<MetricPoint> Points()
    {
        var now = Now();
        var seconds = clock.GetElapsedTime(before.Time, now.Time).TotalSeconds;
        using var self = Process.GetCurrentProcess();
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (seconds > 0)
        {
            yield return Point("cpu_utilization_percentage", 100 * (now.Processor - before.Processor).TotalSeconds / seconds / Environment.ProcessorCount);
            yield return Point("disk_read_megabytes_per_second", (now.Traffic.Read - before.Traffic.Read) / 1e6 / seconds);
            yield return Point("disk_write_megabytes_per_second", (now.Traffic.Written - before.Traffic.Written) / 1e6 / seconds);
        }

        yield return Point("system_memory_usage_megabytes", self.WorkingSet64 / 1e6);
        yield return Point("system_memory_usage_percentage", 100.0 * self.WorkingSet64 / memory);
        foreach (var (name, value) in GraphicsCards.Read())
        {
            yield return Point(name, value);
        }

        before = now;
    }

    private MetricPoint Point(string name, double value) => new($"system/{name}", value, step);

    private (long Time, TimeSpan Processor, ProcessTraffic Traffic) Now()
    {
        using var self = Process.GetCurrentProcess();
        return (clock.GetTimestamp(), self.TotalProcessorTime, ProcessTraffic.Measure());
    }
}
