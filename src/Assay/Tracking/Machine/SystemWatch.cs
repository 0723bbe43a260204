namespace Assay.Tracking.Machine;

/// <summary>Logs what machine and process use, again and again until it is disposed; the step counts the readings.</summary>
internal sealed class SystemWatch : IDisposable
{
    private readonly Lock gate = new();
    private readonly SystemReader reader;
    private readonly Action<IReadOnlyList<MetricPoint>> log;
    private readonly ITimer timer;
    private long step;
    private bool ended;

    /// <param name="log">Takes one reading; an <see cref="AssayException"/> of it ends the watch, because whoever trains learns of the fault from a call of his own.</param>
    /// <param name="clock">Says when it is time.</param>
    /// <param name="every">Time between two readings, at least 100 ms.</param>
    /// <param name="reader">Reads this machine when null; owned by the watch.</param>
    internal SystemWatch(Action<IReadOnlyList<MetricPoint>> log, TimeProvider clock, TimeSpan every, SystemReader? reader = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(every, TimeSpan.FromMilliseconds(100));
        (this.log, this.reader) = (log, reader ?? new SystemReader());
        // The first reading is what rates count from.
        this.reader.Read();
        timer = clock.CreateTimer(_ => Log(), null, every, every);
    }

    /// <summary>Reads a last time and ends.</summary>
    public void Dispose()
    {
        timer.Dispose();
        Log();
        lock (gate)
        {
            ended = true;
            reader.Dispose();
        }
    }

    // A reading that comes late is left out rather than made up for.
    private void Log()
    {
        lock (gate)
        {
            if (ended)
            {
                return;
            }

            try
            {
                log([.. reader.Read().Select(r => new MetricPoint(r.Key, r.Value, step))]);
                step++;
            }
            catch (AssayException)
            {
                ended = true;
            }
        }
    }
}
