namespace Assay.Tracking;

/// <summary>Times of changes to experiments and the registry: each later than every one before, so that "updated last" has one answer however quick the server is.</summary>
internal static class ChangeClock
{
    internal static long Now(Session session, DateTimeOffset now) => session.Number(
        "UPDATE counters SET value = CASE WHEN value >= @now THEN value + 1 ELSE @now END WHERE name = 'registry-time' RETURNING value",
        ("@now", now.ToUnixTimeMilliseconds()));
}
