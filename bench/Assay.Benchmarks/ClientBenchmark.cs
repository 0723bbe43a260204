using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Assay.Tracking;
using Assay.Tracking.Client;

namespace Assay.Benchmarks;

/// <summary>What logging a metric costs the thread that trains, how fast the journal takes points, and what a kill leaves.</summary>
[Description("the tracking client: time a call, points a second to the journal; \"kill 50\" kills logging processes")]
public static class ClientBenchmark
{
    // Nobody listens on the port of the discard protocol: the journal alone is measured.
    private const string Nobody = "http://127.0.0.1:9";

    /// <summary>Arguments: points (default 1,000,000) and rounds (default 5); or <c>kill TIMES</c>.</summary>
    public static int Run(string[] arguments)
    {
        if (arguments is ["write", var folder])
        {
            return Write(folder);
        }

        if (arguments is ["kill", var times])
        {
            return Kill(int.Parse(times, CultureInfo.InvariantCulture));
        }

        var points = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 1_000_000;
        var rounds = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 5;
        for (var round = 0; round <= rounds; round++)
        {
            Measure(points, round);
        }

        return 0;
    }

    private static void Measure(int points, int round)
    {
        InRoom(folder =>
        {
            using var client = TrackingClient.Open(Nobody, Options(folder));
            using var run = client.Start("bench", "client");
            var loss = run.Metric("loss");
            var ticks = new int[points];
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var cpu = Process.GetCurrentProcess().TotalProcessorTime;
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < points; i++)
            {
                var before = Stopwatch.GetTimestamp();
                loss.Log(i, i);
                ticks[i] = (int)(Stopwatch.GetTimestamp() - before);
            }

            var calls = watch.Elapsed;
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            client.Flush();
            var whole = watch.Elapsed;
            cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
            var bytes = new FileInfo(client.Journal).Length;
            var named = Stopwatch.GetTimestamp();
            for (var i = 0; i < points; i++)
            {
                run.LogMetric("loss", i, i);
            }

            var byName = Stopwatch.GetElapsedTime(named);
            Array.Sort(ticks);
            var nanoseconds = 1e9 / Stopwatch.Frequency;
            Console.WriteLine(
                $"{(round == 0 ? "warm-up " : "")}mean {calls.TotalNanoseconds / points:F0} ns (with the clock's reading twice), median {ticks[points / 2] * nanoseconds:F0}, "
                + $"p99 {ticks[(int)(points * 0.99)] * nanoseconds:F0}, p99.9 {ticks[(int)(points * 0.999)] * nanoseconds:F0}, worst {ticks[^1] * nanoseconds / 1e3:F0} us; by name mean {byName.TotalNanoseconds / points:F0} ns; "
                + $"{allocated / (double)points:F4} bytes allocated a call; {points / whole.TotalSeconds / 1e6:F2} M points/s until flushed, {cpu.TotalNanoseconds / points:F0} ns CPU a point, {bytes / (double)points:F1} bytes a point");
        });
    }

    private static int Write(string folder)
    {
        var client = TrackingClient.Open(Nobody, Options(folder));
        var run = client.Start("bench", "kill");
        Console.WriteLine(run.Id);
        for (var step = 0; ; step++)
        {
            run.LogMetric($"value-{step % 3}", step / 2.0, step);
            if (step % 50 == 49)
            {
                client.Flush();
                Console.WriteLine(step + 1);
                Console.Out.Flush();
            }
        }
    }

    // The moment is chosen at random between the first acknowledgement and a second later; the seed says which moments.
    private static int Kill(int times)
    {
        var random = new Random(7);
        var (lost, doubled, least, most) = (0L, 0L, long.MaxValue, 0L);
        for (var i = 0; i < times; i++)
        {
            var delay = random.Next(0, 1000);
            InRoom(folder =>
            {
                var (acknowledged, steps) = KillOne(folder, delay);
                lost += Math.Max(0, acknowledged - steps.Distinct().Count());
                doubled += steps.Length - steps.Distinct().Count();
                (least, most) = (Math.Min(least, acknowledged), Math.Max(most, acknowledged));
            });
        }

        Console.WriteLine($"{times} kills, {least} to {most} points acknowledged each: {lost} lost, {doubled} doubled");
        return lost + doubled == 0 ? 0 : 1;
    }

    private static (long Acknowledged, long[] Steps) KillOne(string folder, int delay)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. Entry(), "client", "write", folder]) { RedirectStandardOutput = true })!;
        var id = process.StandardOutput.ReadLine()!;
        var first = process.StandardOutput.ReadLine()!;
        Thread.Sleep(delay);
        process.Kill();
        var acknowledged = long.Parse(process.StandardOutput.ReadToEnd().Split('\n')[..^1].LastOrDefault() ?? first, CultureInfo.InvariantCulture);
        process.WaitForExit();
        var address = $"sqlite:///{Path.Combine(folder, "assay.db")}";
        TrackingJournal.Send(TrackingJournal.Find(folder).Single(), target: address);
        using var store = Store.OpenExisting(address);
        return (acknowledged, [.. Enumerable.Range(0, 3).SelectMany(k => store.History(id, $"value-{k}")).Select(p => p.Step)]);
    }

    private static string[] Entry() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [System.Reflection.Assembly.GetEntryAssembly()!.Location] : [];

    private static TrackingClientOptions Options(string folder) => new() { Journals = folder, ClosingTime = TimeSpan.Zero };

    private static void InRoom(Action<string> work)
    {
        var folder = Directory.CreateTempSubdirectory("assay-client-").FullName;
        try
        {
            work(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
