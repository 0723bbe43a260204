namespace Assay.Language.Asking;

/// <summary>How many questions may be under way: one more for every answer until the provider shows that it has enough, then slowly up and quickly down.</summary>
/// <remarks>
/// Additive increase, multiplicative decrease, as in congestion control of networks (Chiu and Jain, 1989), with slow start. A refusal for load halves the
/// limit, once for all requests that were under way together. Growth also stops while answers take much longer than they did with fewer under way,
/// because then more only wait longer.
/// </remarks>
internal sealed class ConcurrencyLimit
{
    private const int Start = 16;
    private const double SlowFactor = 2.5;
    private readonly bool isFixed;
    private readonly int most;
    private double limit;
    private bool starting = true;
    private long lastCut = long.MinValue;
    private (double Sum, int Count, int Size) window;
    private double lowest = double.PositiveInfinity;
    private bool isSlow;

    /// <param name="fixedAt">A limit that never changes; null to find one.</param>
    /// <param name="most">The highest limit.</param>
    public ConcurrencyLimit(int? fixedAt, int most)
    {
        this.most = Math.Max(1, most);
        isFixed = fixedAt is not null;
        limit = Math.Clamp(fixedAt ?? Start, 1, this.most);
    }

    /// <summary>The limit now, at least 1.</summary>
    public int Now => (int)limit;

    /// <summary>An answer came.</summary>
    /// <param name="seconds">How long it took.</param>
    /// <param name="wasFull">Whether as many were under way as were allowed; otherwise the limit is not what held things up.</param>
    public void Answered(double seconds, bool wasFull)
    {
        if (isFixed)
        {
            return;
        }

        Watch(seconds);
        if (wasFull && !isSlow)
        {
            limit = Math.Min(most, limit + (starting ? 1 : 1 / limit));
        }
    }

    /// <summary>A request was refused for load.</summary>
    /// <param name="begun">When it was sent, as a timestamp.</param>
    /// <param name="now">The time now, as a timestamp.</param>
    public void Overloaded(long begun, long now)
    {
        if (isFixed || begun <= lastCut)
        {
            return;
        }

        (lastCut, starting) = (now, false);
        limit = Math.Max(1, limit / 2);
    }

    private void Watch(double seconds)
    {
        // As many answers as were under way when the window began: the limit may grow meanwhile.
        window = (window.Sum + seconds, window.Count + 1, window.Count == 0 ? Math.Max(8, (int)limit) : window.Size);
        if (window.Count < window.Size)
        {
            return;
        }

        var mean = window.Sum / window.Count;
        lowest = Math.Min(lowest, mean);
        isSlow = mean > SlowFactor * lowest;
        starting &= !isSlow;
        window = default;
    }
}
