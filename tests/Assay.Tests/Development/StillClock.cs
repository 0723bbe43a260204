namespace Assay.Tests.Development;

/// <summary>A clock that moves only when told to; its timers fire while it does.</summary>
internal sealed class StillClock : TimeProvider
{
    private readonly List<Alarm> alarms = [];
    private long now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>By how much the clock moves each time it is read, before it is.</summary>
    public TimeSpan Step { get; set; }

    public override long GetTimestamp() => now += Step.Ticks;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(now);

    public void Pass(TimeSpan time)
    {
        now += time.Ticks;
        foreach (var alarm in alarms.Where(a => a.At <= now).ToArray())
        {
            alarm.Fire();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        alarm.Change(dueTime, period);
        alarms.Add(alarm);
        return alarm;
    }

    private sealed class Alarm(StillClock clock, Action ring) : ITimer
    {
        public long At { get; private set; } = long.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            At = dueTime < TimeSpan.Zero ? long.MaxValue : clock.now + dueTime.Ticks;
            return true;
        }

        public void Fire()
        {
            At = long.MaxValue;
            ring();
        }

        public void Dispose() => clock.alarms.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
