using System.Collections.Concurrent;

namespace Assay.Shared;

/// <summary>A clock on which every wait of at most so long is over at once, and every longer one never ends; it notes what was waited for.</summary>
/// <param name="patience">The longest wait that is over at once.</param>
public sealed class EagerClock(TimeSpan patience) : TimeProvider
{
    private readonly ConcurrentQueue<TimeSpan> waits = new();

    /// <summary>The waits that were over at once, in order.</summary>
    public IReadOnlyList<TimeSpan> Waits => [.. waits];

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var over = dueTime >= TimeSpan.Zero && dueTime <= patience;
        if (over)
        {
            waits.Enqueue(dueTime);
        }

        return System.CreateTimer(callback, state, over ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
