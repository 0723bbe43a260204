using Assay;
using Assay.Tracking.Client;

/// <summary>Logs to a journal whose server nobody is, a hundred points a flush, and tells each flush.</summary>
internal static class JournalLogger
{
    private const int PointsPerFlush = 100;

    /// <summary>Tells the run's id, then the number of points after each flush; when the disk takes no more, what that did.</summary>
    internal static int Work(string folder, int flushes, Action<string> tell)
    {
        var warnings = 0;
        var client = TrackingClient.Open("http://127.0.0.1:9", new TrackingClientOptions
        {
            Journals = folder,
            MemoryLimit = 2 << 20,
            ClosingTime = TimeSpan.FromSeconds(1),
            Warn = text => warnings += text.StartsWith("store.disk-full", StringComparison.Ordinal) ? 1 : 0,
        });
        var run = client.Start("writers", "journal");
        tell(run.Id);
        var step = 0L;
        try
        {
            for (var i = 1; i <= flushes; i++)
            {
                for (var point = 0; point < PointsPerFlush; point++, step++)
                {
                    run.LogMetric($"value-{step % 3}", step / 2.0, step);
                }

                client.Flush();
                tell($"{step}");
            }

            client.Dispose();
            return 0;
        }
        catch (AssayException full)
        {
            var then = GoOn(client, run);
            client.Dispose();
            tell($"{full.Code} acknowledged {step - PointsPerFlush} {then} warned {warnings}");
            // The disk may go with the process, so the test is told the journal itself.
            tell(Convert.ToBase64String(File.ReadAllBytes(client.Journal)));
            return 3;
        }
    }

    // Far more than the memory holds: logging must neither fail nor wait for room.
    private static string GoOn(TrackingClient client, RunLogger run)
    {
        for (var i = 0; i < 500_000; i++)
        {
            run.LogMetric("after", i, i);
        }

        try
        {
            client.Flush();
            return "flush passes";
        }
        catch (AssayException again)
        {
            var memory = GC.GetTotalMemory(forceFullCollection: true) >> 20;
            return $"then {again.Code} memory {(memory < 20 ? "bounded" : $"{memory} MB")}";
        }
    }
}
