namespace Assay.Tracking;

/// <summary>Counted ids, one row a kind.</summary>
internal static class Counter
{
    internal static long Next(Session session, string name) =>
        session.Number("UPDATE counters SET value = value + 1 WHERE name = @name RETURNING value", ("@name", name));
}
