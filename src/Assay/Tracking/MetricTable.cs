namespace Assay.Tracking;

/// <summary>Curves: points in the order they came, and one row a curve with its last point and range.</summary>
internal static class MetricTable
{
    private sealed record Series(long Id, long Points, MetricPoint? Last, double Lowest, double Highest);

    internal static void Append(Session session, string run, IReadOnlyList<MetricPoint> points, DateTimeOffset now)
    {
        foreach (var group in points.GroupBy(p => Portable.Key(p.Key)))
        {
            var series = Find(session, run, group.Key) ?? Start(session, run, group.Key);
            foreach (var point in group.Select(p => p with { Time = p.Time ?? now }))
            {
                session.Execute(
                    "INSERT INTO metric_points (series_id, ordinal, step, time, value) VALUES (@series, @ordinal, @step, @time, @value)",
                    ("@series", series.Id),
                    ("@ordinal", series.Points),
                    ("@step", point.Step),
                    ("@time", Milliseconds(point)),
                    ("@value", Portable.Number(point.Value)));
                series = new Series(
                    series.Id,
                    series.Points + 1,
                    series.Last is null || IsLater(point, series.Last) ? point : series.Last,
                    double.IsNaN(point.Value) || point.Value > series.Lowest ? series.Lowest : point.Value,
                    double.IsNaN(point.Value) || point.Value < series.Highest ? series.Highest : point.Value);
            }

            Save(session, series);
        }
    }

    internal static List<MetricPoint> History(Session session, string run, string key) => session.Query(
        """
        SELECT p.step, p.time, p.value FROM metric_points p JOIN metric_series s ON s.id = p.series_id
        WHERE s.run_id = @run AND s.key = @key ORDER BY p.ordinal
        """,
        row => new MetricPoint(key, Portable.Number(row, 2), row.GetInt64(0), Portable.Time(row.GetInt64(1))),
        ("@run", run),
        ("@key", key));

    // MLflow's rule: the highest (step, time, value); NaN counts as the lowest value.
    private static bool IsLater(MetricPoint point, MetricPoint last) =>
        (point.Step, Milliseconds(point)).CompareTo((last.Step, Milliseconds(last))) switch
        {
            0 => point.Value.CompareTo(last.Value) >= 0,
            var order => order > 0,
        };

    private static long Milliseconds(MetricPoint point) => point.Time!.Value.ToUnixTimeMilliseconds();

    private static Series? Find(Session session, string run, string key) => session.Query(
        "SELECT id, points, last_step, last_time, last_value, lowest, highest FROM metric_series WHERE run_id = @run AND key = @key",
        row => new Series(
            row.GetInt64(0),
            row.GetInt64(1),
            row.GetInt64(1) == 0 ? null : new MetricPoint(key, Portable.Number(row, 4), row.GetInt64(2), Portable.Time(row.GetInt64(3))),
            Portable.Number(row, 5),
            Portable.Number(row, 6)),
        ("@run", run),
        ("@key", key)).SingleOrDefault();

    private static Series Start(Session session, string run, string key)
    {
        var id = Counter.Next(session, "series");
        session.Execute(
            "INSERT INTO metric_series (id, run_id, key, points, last_step, last_time) VALUES (@id, @run, @key, 0, 0, 0)",
            ("@id", id),
            ("@run", run),
            ("@key", key));
        return new Series(id, 0, null, double.NaN, double.NaN);
    }

    private static void Save(Session session, Series series) => session.Execute(
        """
        UPDATE metric_series SET points = @points, last_step = @step, last_time = @time, last_value = @value,
            lowest = @lowest, highest = @highest WHERE id = @id
        """,
        ("@points", series.Points),
        ("@step", series.Last!.Step),
        ("@time", Milliseconds(series.Last)),
        ("@value", Portable.Number(series.Last.Value)),
        ("@lowest", Portable.Number(series.Lowest)),
        ("@highest", Portable.Number(series.Highest)),
        ("@id", series.Id));
}
