namespace Assay.Tracking.Client;

/// <summary>Logs what machine and process use, again and again until the run ends; the step counts the readings.</summary>
internal sealed class SystemWatch : IDisposable
{
    private readonly Lock gate = new();
    private readonly RunLogger run;
    private readonly SystemReader reader;
    private readonly ITimer timer;
    private long step;
    private bool ended;

    internal SystemWatch(RunLogger run, SystemReader reader, TimeSpan every)
    {
        (this.run, this.reader) = (run, reader);
        // The first reading is what rates count from.
        reader.Read();
        timer = run.Client.Clock.CreateTimer(_ => Log(), null, every, every);
    }

    public void Dispose()
    {
        lock (gate)
        {
            if (ended)
            {
                return;
            }

            ended = true;
        }

        timer.Dispose();
        reader.Dispose();
    }

    // A reading that comes late is left out rather than made up for.
    private void Log()
    {
        lock (gate)
        {
            if (ended || run.IsEnded)
            {
                return;
            }

            foreach (var (key, value) in reader.Read())
            {
                run.LogMetric(key, value, step);
            }

            step++;
        }
    }
}
