namespace Assay.Tracking.Client;

/// <summary>One curve of a run in progress: adding a point takes no memory and waits for nothing.</summary>
public sealed class MetricLogger
{
    private readonly RunLogger run;
    private readonly string key;
    private int? number;

    internal MetricLogger(RunLogger run, string key)
    {
        (this.run, this.key) = (run, key);
        number = run.Client.NameSeries(run.Index, key);
    }

    /// <summary>Adds a point, measured now. NaN and infinities are kept.</summary>
    /// <param name="value">Any double.</param>
    /// <param name="step">Where on the curve: iteration, epoch or fold.</param>
    /// <exception cref="AssayException"><c>store.run-ended</c>.</exception>
    public void Log(double value, long step = 0) => Log(value, step, run.Client.Clock.GetUtcNow());

    /// <summary>Adds a point measured at another time, kept to the millisecond.</summary>
    /// <inheritdoc cref="Log(double, long)"/>
    public void Log(double value, long step, DateTimeOffset time)
    {
        run.CheckRunning();
        // Without a number the journal had no room for the name; it may have by now.
        number ??= run.Client.NameSeries(run.Index, key);
        if (number is { } known)
        {
            run.Client.AddPoint(known, step, (time.ToUnixTimeMilliseconds(), value));
        }
        else
        {
            run.Client.DropPoint();
        }
    }
}
