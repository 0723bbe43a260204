using Assay.Tracking;
using Assay.Tracking.Client;
using Assay.Tracking.Machine;

namespace Assay.Tests.Tracking.Machine;

public sealed class SystemReaderTests : IDisposable
{
    private readonly TemporaryFolder room = new();

    [Fact]
    public void Rates_are_over_the_time_between_two_readings()
    {
        Write(busy: 100, idle: 900, received: 5_000_000);
        using var reader = new SystemReader(room.FullName);
        Assert.DoesNotContain("system/cpu_utilization_percentage", reader.Read().Select(v => v.Key));
        Write(busy: 130, idle: 970, received: 7_500_000);
        var values = reader.Read().ToDictionary(v => v.Key, v => v.Value);
        Assert.Equal(30, values["system/cpu_utilization_percentage"], 9);
        Assert.Equal(2.5, values["system/network_receive_megabytes"], 9);
        Assert.Equal(75, values["system/system_memory_usage_percentage"], 9);
        Assert.Equal(12.288, values["system/system_memory_usage_megabytes"], 9);
        Assert.Equal((4.0, 2.0), (values["system/process_read_megabytes"], values["system/process_write_megabytes"]));
        Assert.InRange(values["system/process_memory_megabytes"], 1, 1e6);
    }

    [Fact]
    public void Cards_of_AMD_tell_their_use()
    {
        Write(1, 1, 1);
        room.Write("sys/class/drm/card0/device/vendor", "0x8086\n");
        room.Write("sys/class/drm/card1/device/gpu_busy_percent", "42\n");
        room.Write("sys/class/drm/card1/device/mem_info_vram_used", "1000000000\n");
        room.Write("sys/class/drm/card1/device/mem_info_vram_total", "4000000000\n");
        using var reader = new SystemReader(room.FullName);
        var values = reader.Read().ToDictionary(v => v.Key, v => v.Value);
        Assert.Equal((42.0, 1000.0, 25.0), (values["system/gpu_0_utilization_percentage"], values["system/gpu_0_memory_usage_megabytes"], values["system/gpu_0_memory_usage_percentage"]));
    }

    [Fact]
    public void A_machine_that_tells_nothing_still_tells_of_the_process()
    {
        using var reader = new SystemReader(room.FullName);
        Assert.Contains("system/process_memory_megabytes", reader.Read().Select(v => v.Key));
    }

    [Fact]
    public void A_run_is_watched_until_it_ends()
    {
        var target = $"sqlite:///{room.In("assay.db")}";
        string id;
        var clock = new PushedClock();
        using (var client = TrackingClient.Open(target, new TrackingClientOptions { Journals = room.In("journals"), Clock = clock }))
        {
            using var run = client.Start("loans", "first");
            id = run.Id;
            run.WatchSystem(TimeSpan.FromSeconds(1));
            clock.Push();
            clock.Push();
            run.Finish();
            clock.Push();
        }

        using var store = Store.OpenExisting(target);
        // Two readings while it runs, and a last one as it ends.
        Assert.Equal([0, 1, 2], store.History(id, "system/process_memory_megabytes").Select(p => p.Step));
    }

    public void Dispose() => room.Dispose();

    private void Write(long busy, long idle, long received)
    {
        room.Write("proc/stat", $"cpu  {busy} 0 0 {idle} 0 0 0 0 0 0\ncpu0 1 1 1 1 1 1 1 1 0 0\n");
        room.Write("proc/meminfo", "MemTotal:       16000 kB\nMemFree:         1000 kB\nMemAvailable:    4000 kB\n");
        room.Write("proc/net/dev", $"Inter-|   Receive  |  Transmit\n face |bytes packets errs\n    lo: 99 0 0 0 0 0 0 0 99 0 0 0 0 0 0 0\n  eth0: {received} 0 0 0 0 0 0 0 10 0 0 0 0 0 0 0\n");
        room.Write("proc/self/io", "rchar: 1\nread_bytes: 4000000\nwrite_bytes: 2000000\n");
    }

    /// <summary>A clock whose timer goes off when it is pushed.</summary>
    private sealed class PushedClock : TimeProvider
    {
        private TimerCallback? callback;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            this.callback = callback;
            return System.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public void Push() => callback!(null);
    }
}
