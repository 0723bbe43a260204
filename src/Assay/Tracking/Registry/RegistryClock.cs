namespace Assay.Tracking.Registry;

/// <summary>Times of the registry: each later than every one before, so that "updated last" has one answer.</summary>
internal static class RegistryClock
{
    internal static long Now(Session session, TimeProvider clock) => session.Number(
        "UPDATE counters SET value = CASE WHEN value >= @now THEN value + 1 ELSE @now END WHERE name = 'registry-time' RETURNING value",
        ("@now", clock.GetUtcNow().ToUnixTimeMilliseconds()));
}
