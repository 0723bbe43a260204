using System.ComponentModel;
using System.Diagnostics;
using Assay.Tracking;
using Assay.Tracking.Points;
using Assay.Tracking.Search;

namespace Assay.Benchmarks;

/// <summary>What the store costs: processor time, bytes, memory.</summary>
[Description("the tracking store: tracking [write] [curves] [search] [delete] [--runs N] [--store ADDRESS]")]
internal static class TrackingBenchmark
{
    public static int Run(string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("assay-bench-");
        try
        {
            foreach (var part in arguments.Where(a => a is "write" or "curves" or "search" or "delete").DefaultIfEmpty("write"))
            {
                var at = Array.IndexOf(arguments, "--store");
                using var store = Store.Open(at < 0 ? $"sqlite:///{folder.FullName}/{part}.db" : arguments[at + 1], Path.Combine(folder.FullName, part));
                switch (part)
                {
                    case "write":
                        Write(store);
                        break;
                    case "curves":
                        Curves(store, at < 0 ? $"{folder.FullName}/{part}.db" : null);
                        break;
                    case "search":
                        var runs = Array.IndexOf(arguments, "--runs");
                        Search(store, runs < 0 ? 10_000 : int.Parse(arguments[runs + 1]));
                        break;
                    default:
                        Delete(store);
                        break;
                }
            }

            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Write(Store store)
    {
        const int Each = 5000;
        var runs = Enumerable.Range(0, 8).Select(i => Begin(store, $"writer {i}")).ToArray();
        Measure($"log-metric from 8 threads, each waits for the disk, per metric", 8 * Each, () => Task.WaitAll([.. runs.Select(run => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
            {
                var point = new StoredPoint(i, 1_700_000_000_000 + i, i * 0.5);
                await store.Commits.Add(session =>
                {
                    RemoteRuns.CheckActive(session, run);
                    MetricTable.Append(session, run, "loss", [point]);
                });
            }
        }))]));
        foreach (var keys in (int[])[1, 20, 1000])
        {
            var run = Begin(store, $"batches {keys}");
            var all = Enumerable.Range(0, 200_000).Select(i => (Key: $"m{i % keys}", Point: Noisy(i, "double"))).ToArray();
            Batches(store, run, all[..100_000]);
            Measure($"batch of 1,000 points, {keys} metrics, per batch", 100, () => Batches(store, run, all[100_000..]));
        }
    }

    private static void Batches(Store store, string run, (string Key, StoredPoint Point)[] all)
    {
        foreach (var points in all.Chunk(1000))
        {
            store.Commits.Add(session =>
            {
                RemoteRuns.CheckActive(session, run);
                MetricTable.Append(session, run, points.GroupBy(p => p.Key).ToDictionary(g => g.Key, g => g.Select(p => p.Point).ToList()));
            }).Wait();
        }
    }

    private static void Curves(Store store, string? file)
    {
        const int Count = 1_000_000;
        foreach (var kind in (string[])["float", "double", "four digits"])
        {
            var before = Size(store, file);
            var run = Begin(store, kind);
            var points = Enumerable.Range(0, Count).Select(i => Noisy(i, kind)).ToList();
            Measure($"1,000,000 {kind} points in batches of 1,000, per million", 1, () =>
            {
                for (var start = 0; start < Count; start += 1000)
                {
                    store.Database.Write(session => MetricTable.Append(session, run, "loss", points.GetRange(start, 1000)));
                }
            });
            Console.WriteLine($"  {(Size(store, file) - before) / (double)Count:0.00} bytes a point on disk");
        }

        var curve = Begin(store, "curve");
        store.Database.Write(session => MetricTable.Append(session, curve, "loss", [.. Enumerable.Range(0, 100_000).Select(i => Noisy(i, "double"))]));
        Repeat(100, () => store.Database.Read(session => Envelope.Of(MetricTable.Read(session, curve, "loss"), 1000).Count));
        Measure("history of 100,000 points read, per history", 20, () => Repeat(20, () => store.Database.Read(session => MetricTable.Read(session, curve, "loss").Count)));
        Measure("envelope of 1,000 of 100,000 points, per envelope", 20, () => Repeat(20, () => store.Database.Read(
            session => Envelope.Of(MetricTable.Read(session, curve, "loss"), 1000).Count)));
    }

    private static void Search(Store store, int runs)
    {
        store.Database.Write(session =>
        {
            for (var i = 0; i < runs; i++)
            {
                var id = store.NewId();
                session.Execute(
                    """
                    INSERT INTO runs (id, experiment_id, name, status, started_at, user_name, artifact_uri, command, owner_machine, owner_boot, owner_process, owner_started)
                    VALUES (@id, 0, @name, 'finished', @started, 'u', '', '[]', '', '', 0, 0)
                    """,
                    ("@id", id), ("@name", $"run {i}"), ("@started", 1_700_000_000_000 + i));
                RemoteRuns.AddParameters(session, id, [KeyValuePair.Create("lr", $"{i % 7 / 10.0}")]);
                RemoteRuns.SetTag(session, id, "team", i % 3 == 0 ? "blue" : "green");
                MetricTable.Append(session, id, "acc", [Noisy((i * 7919) % 1_000_003, "double")]);
                MetricTable.Append(session, id, "loss", [Noisy((i * 104_729) % 1_000_003, "double")]);
            }
        });
        Find(store, "100 newest", new RunQuery { Limit = 100 });
        Find(store, "100 by a metric", new RunQuery { Limit = 100, Order = [RunGrammar.Instance.ReadOrder("metrics.acc DESC")] });
        Find(store, "100 by a metric, with a filter on metric, parameter and tag", new RunQuery
        {
            Limit = 100,
            Order = [RunGrammar.Instance.ReadOrder("metrics.acc DESC")],
            Filter = RunGrammar.Instance.ReadFilter("metrics.loss < 0.4 AND params.lr = '0.3' AND tags.team = 'blue'"),
        });
        Find(store, "1,000 newest", new RunQuery { Limit = 1000 });
    }

    private static void Find(Store store, string what, RunQuery query)
    {
        var all = query with { Experiments = [0] };
        Repeat(20, () => store.Database.Read(session => StoredRunReader.Load(session, RunSearch.Find(session, all).Ids).Count));
        Measure($"{what}, ids only, per search", 20, () => Repeat(20, () => store.Database.Read(session => RunSearch.Find(session, all).Ids.Count)));
        Measure($"{what}, whole runs, per search", 20, () => Repeat(20, () => store.Database.Read(
            session => StoredRunReader.Load(session, RunSearch.Find(session, all).Ids).Count)));
    }

    private static void Delete(Store store)
    {
        const int Count = 6_500_000;
        var run = Begin(store, "long");
        for (var start = 0; start < Count; start += 50_000)
        {
            store.Database.Write(session => MetricTable.Append(session, run, "loss", [.. Enumerable.Range(start, 50_000).Select(i => Noisy(i, "double"))]));
        }

        GC.Collect();
        using var self = Process.GetCurrentProcess();
        self.Refresh();
        var before = self.WorkingSet64;
        var most = before;
        using var watch = new Timer(_ =>
        {
            using var now = Process.GetCurrentProcess();
            most = Math.Max(most, now.WorkingSet64);
        }, null, 0, 5);
        Measure("deleting a run of 6,500,000 points, space returned", 1, () => store.Delete(run));
        Console.WriteLine($"  {(most - before) / 1e6:0} MB more memory at the most");
    }

    private static string Begin(Store store, string name)
    {
        var id = store.NewId();
        store.Database.Write(session =>
        {
            RemoteRuns.Create(session, id, new RemoteRunStart("0") { Name = name, Started = 1 }, store.NewName);
            RemoteRuns.Update(session, id, (RunStatus.Finished, 2, null));
        });
        return id;
    }

    // A falling curve with noise; steps rise by one, times by 250 ms with some jitter. The same for the same index.
    private static StoredPoint Noisy(int i, string kind)
    {
        var random = new Random(i);
        var value = (1 / (1 + (i * 0.00001))) + (0.05 * random.NextDouble());
        return new StoredPoint(i, 1_700_000_000_000 + (i * 250L) + random.Next(12), kind switch
        {
            "float" => (float)value,
            "double" => value,
            _ => Math.Round(value, 4),
        });
    }

    private static long Size(Store store, string? file)
    {
        if (file is null)
        {
            return store.Database.Read(session => session.Number("SELECT pg_database_size(current_database())"));
        }

        return store.Database.Read(session => session.Number("PRAGMA page_count") - session.Number("PRAGMA freelist_count")) * 4096;
    }

    private static void Repeat(int times, Func<int> work)
    {
        for (var i = 0; i < times; i++)
        {
            work();
        }
    }

    private static void Measure(string what, int times, Action work)
    {
        using var self = Process.GetCurrentProcess();
        var (processor, wall) = (self.TotalProcessorTime, Stopwatch.StartNew());
        work();
        self.Refresh();
        var spent = (self.TotalProcessorTime - processor).TotalMilliseconds;
        Console.WriteLine($"{what}: {spent / times:0.000} ms CPU, {wall.Elapsed.TotalMilliseconds / times:0.000} ms");
    }
}
