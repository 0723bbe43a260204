using System.Data.Common;
using System.Numerics;
using System.Runtime.InteropServices;
using Assay.Tracking.Points;

namespace Assay.Tracking;

/// <summary>Curves: one row a curve with its last point and range, fresh points as rows, all others in packed blocks.</summary>
internal static class MetricTable
{
    /// <summary>Fresh points are packed when there are this many.</summary>
    internal const int LargestTail = 512;

    /// <summary>As many points at once go into a block, without being rows before.</summary>
    internal const int SmallestBatch = 16;

    /// <summary>A block has at most this many points.</summary>
    internal const int LargestBlock = 4096;

    /// <summary>As many blocks of one level become one of the next, so that a point is written again two or three times in all.</summary>
    internal const int BlocksOfALevel = 8;

    private const int Near = BlocksOfALevel * LargestBlock;

    private const string Columns = "id, points, packed, last_step, last_time, last_value, lowest, highest";

    private sealed class Series(long id, long points, long packed)
    {
        internal long Id { get; } = id;

        internal long Points { get; set; } = points;

        internal long Packed { get; set; } = packed;

        internal StoredPoint Last { get; set; }

        internal double Lowest { get; set; } = double.NaN;

        internal double Highest { get; set; } = double.NaN;

        internal void Include(StoredPoint point)
        {
            Last = Points == 0 || point.IsAfter(Last) ? point : Last;
            Points++;
            if (!double.IsNaN(point.Value))
            {
                Lowest = point.Value >= Lowest ? Lowest : point.Value;
                Highest = point.Value <= Highest ? Highest : point.Value;
            }
        }
    }

    internal static void Append(Session session, string run, IReadOnlyList<MetricPoint> points, DateTimeOffset now)
    {
        var groups = new Dictionary<string, List<StoredPoint>>(StringComparer.Ordinal);
        foreach (var point in points)
        {
            var stored = new StoredPoint(point.Step, (point.Time ?? now).ToUnixTimeMilliseconds(), point.Value);
            (CollectionsMarshal.GetValueRefOrAddDefault(groups, Portable.Key(point.Key), out _) ??= []).Add(stored);
        }

        Append(session, run, groups);
    }

    /// <summary>Adds a point to a curve of a run.</summary>
    internal static void Append(Session session, string run, string key, StoredPoint point) => Append(session, run, key, [point]);

    /// <summary>Adds points to a curve of a run; those it has already, the same in step, time and value, are left out.</summary>
    internal static void Append(Session session, string run, string key, List<StoredPoint> points)
    {
        var rows = new List<TailRow>();
        var series = Find(session, run, key) ?? Start(session, run, key);
        Append(session, series, Fresh(session, series, points), rows);
        TailRows.Write(session, rows);
    }

    /// <inheritdoc cref="Append(Session, string, string, List{StoredPoint})"/>
    internal static void Append(Session session, string run, Dictionary<string, List<StoredPoint>> curves)
    {
        // Many curves are looked up at once.
        const int Many = 20;
        Dictionary<string, Series>? all = null;
        if (curves.Count > Many)
        {
            all = new Dictionary<string, Series>(StringComparer.Ordinal);
            session.Each($"SELECT {Columns}, key FROM metric_series WHERE run_id = @run", row => all[row.GetString(8)] = ReadSeries(row), ("@run", run));
        }

        var rows = new List<TailRow>();
        foreach (var (key, points) in curves)
        {
            var series = (all is null ? Find(session, run, key) : all.GetValueOrDefault(key)) ?? Start(session, run, key);
            Append(session, series, Fresh(session, series, points), rows);
        }

        TailRows.Write(session, rows);
    }

    private static void Append(Session session, Series series, List<StoredPoint> fresh, List<TailRow> rows)
    {
        if (fresh.Count == 0)
        {
            return;
        }

        var tail = series.Points - fresh.Count - series.Packed;
        if (fresh.Count < SmallestBatch && tail + fresh.Count < LargestTail)
        {
            var ordinal = series.Points - fresh.Count;
            rows.AddRange(fresh.Select((point, i) => new TailRow(series.Id, ordinal + i, point)));
        }
        else
        {
            var whole = new List<StoredPoint>();
            if (tail > 0)
            {
                ReadTail(session, series.Id, whole);
            }

            whole.AddRange(fresh);
            Pack(session, series, whole);
        }

        Save(session, series);
    }

    /// <summary>Packs what a run's curves still hold as rows or in small blocks; done when a run ends.</summary>
    internal static void Pack(Session session, string run)
    {
        // A handful of points is as small in rows.
        const int Worthwhile = 32;
        var keys = session.Query(
            """
            SELECT key FROM metric_series WHERE run_id = @run AND (points - packed >= @least
                OR (SELECT COUNT(*) FROM metric_blocks b WHERE b.series_id = metric_series.id AND b.points < @full AND b.ordinal >= packed - @near) > 1)
            """,
            row => row.GetString(0),
            ("@run", run),
            ("@least", (long)Worthwhile),
            ("@full", (long)LargestBlock),
            ("@near", (long)Near));
        foreach (var key in keys)
        {
            var series = Find(session, run, key)!;
            Close(session, series);
            Save(session, series);
        }
    }

    // Near the end, everything from the first block on that is not full is written again.
    private static void Close(Session session, Series series)
    {
        var first = session.First<long?>(
            "SELECT MIN(ordinal) FROM metric_blocks WHERE series_id = @series AND points < @full AND ordinal >= @near",
            row => Portable.Whole(row, 0),
            ("@series", series.Id),
            ("@full", (long)LargestBlock),
            ("@near", series.Packed - Near)) ?? series.Packed;
        var whole = Take(session, series.Id, first);
        ReadTail(session, series.Id, whole);
        WriteBlocks(session, series.Id, first, whole);
        session.Execute("DELETE FROM metric_tail WHERE series_id = @series", ("@series", series.Id));
        series.Packed = series.Points;
    }

    /// <summary>All points of a curve in the order they came; empty when there are none.</summary>
    internal static List<StoredPoint> Read(Session session, string run, string key)
    {
        var points = new List<StoredPoint>();
        if (Find(session, run, key) is { } series)
        {
            points.EnsureCapacity((int)series.Points);
            session.Each(
                "SELECT content FROM metric_blocks WHERE series_id = @series ORDER BY ordinal",
                row => PointBlock.Read(Portable.Bytes(row, 0), points),
                ("@series", series.Id));
            ReadTail(session, series.Id, points);
        }

        return points;
    }

    internal static List<MetricPoint> History(Session session, string run, string key) =>
        Read(session, run, key).ConvertAll(p => new MetricPoint(key, p.Value, p.Step, Portable.Time(p.Time)));

    private static List<StoredPoint> Fresh(Session session, Series series, List<StoredPoint> points)
    {
        HashSet<StoredPoint>? known = null;
        var fresh = new List<StoredPoint>(points.Count);
        foreach (var point in points)
        {
            // What lies after everything recorded cannot have been recorded; only the rest is looked up.
            if (series.Points > 0 && !point.IsAfter(series.Last))
            {
                known ??= [.. Around(session, series, points), .. fresh];
                if (known.Contains(point))
                {
                    continue;
                }
            }

            known?.Add(point);
            fresh.Add(point);
            series.Include(point);
        }

        return fresh;
    }

    // Recorded points that could be the same as one of these.
    private static List<StoredPoint> Around(Session session, Series series, List<StoredPoint> points)
    {
        var found = new List<StoredPoint>();
        session.Each(
            """
            SELECT content FROM metric_blocks WHERE series_id = @series
                AND last_step >= @firstStep AND first_step <= @lastStep AND last_time >= @firstTime AND first_time <= @lastTime
            """,
            row => PointBlock.Read(Portable.Bytes(row, 0), found),
            ("@series", series.Id),
            ("@firstStep", points.Min(p => p.Step)),
            ("@lastStep", points.Max(p => p.Step)),
            ("@firstTime", points.Min(p => p.Time)),
            ("@lastTime", points.Max(p => p.Time)));
        ReadTail(session, series.Id, found);
        return found;
    }

    private static void ReadTail(Session session, long series, List<StoredPoint> target) => session.Each(
        "SELECT step, time, value FROM metric_tail WHERE series_id = @series ORDER BY ordinal",
        row => target.Add(new StoredPoint(row.GetInt64(0), row.GetInt64(1), Portable.Number(row, 2))),
        ("@series", series));

    // Points become a block behind the others, and with those before it one block when there are enough of its level or below.
    private static void Pack(Session session, Series series, List<StoredPoint> points)
    {
        var ordinal = series.Packed;
        var whole = points;
        while (whole.Count < LargestBlock)
        {
            var before = session.Query(
                "SELECT ordinal, points FROM metric_blocks WHERE series_id = @series AND ordinal < @ordinal ORDER BY ordinal DESC LIMIT @most",
                row => (Ordinal: row.GetInt64(0), Points: row.GetInt64(1)),
                ("@series", series.Id),
                ("@ordinal", ordinal),
                ("@most", BlocksOfALevel - 1L));
            if (before.Count < BlocksOfALevel - 1 || before.Exists(block => Level(block.Points) > Level(whole.Count)))
            {
                break;
            }

            ordinal = before[^1].Ordinal;
            whole = [.. Take(session, series.Id, ordinal), .. whole];
        }

        WriteBlocks(session, series.Id, ordinal, whole);
        session.Execute("DELETE FROM metric_tail WHERE series_id = @series", ("@series", series.Id));
        series.Packed += points.Count;
    }

    // 16 to 127 points, 128 to 1023, more.
    private static int Level(long points) => (BitOperations.Log2((ulong)points) - 4) / 3;

    // The points of the blocks from an ordinal on, which are deleted: their points will be in others.
    private static List<StoredPoint> Take(Session session, long series, long ordinal)
    {
        var points = new List<StoredPoint>();
        session.Each(
            "SELECT content FROM metric_blocks WHERE series_id = @series AND ordinal >= @ordinal ORDER BY ordinal",
            row => PointBlock.Read(Portable.Bytes(row, 0), points),
            ("@series", series),
            ("@ordinal", ordinal));
        session.Execute("DELETE FROM metric_blocks WHERE series_id = @series AND ordinal >= @ordinal", ("@series", series), ("@ordinal", ordinal));
        return points;
    }

    private static void WriteBlocks(Session session, long series, long ordinal, List<StoredPoint> points)
    {
        var all = CollectionsMarshal.AsSpan(points);
        for (var start = 0; start < all.Length; start += LargestBlock)
        {
            Write(session, series, ordinal + start, all.Slice(start, Math.Min(LargestBlock, all.Length - start)));
        }
    }

    private static void Write(Session session, long series, long ordinal, ReadOnlySpan<StoredPoint> points)
    {
        var (first, last) = (points[0], points[0]);
        var (lowest, highest) = (double.NaN, double.NaN);
        foreach (var point in points)
        {
            first = new StoredPoint(Math.Min(first.Step, point.Step), Math.Min(first.Time, point.Time), 0);
            last = new StoredPoint(Math.Max(last.Step, point.Step), Math.Max(last.Time, point.Time), 0);
            lowest = double.IsNaN(point.Value) || point.Value >= lowest ? lowest : point.Value;
            highest = double.IsNaN(point.Value) || point.Value <= highest ? highest : point.Value;
        }

        session.Execute(
            """
            INSERT INTO metric_blocks (series_id, ordinal, points, first_step, last_step, first_time, last_time, lowest, highest, content)
            VALUES (@series, @ordinal, @points, @firstStep, @lastStep, @firstTime, @lastTime, @lowest, @highest, @content)
            """,
            ("@series", series),
            ("@ordinal", ordinal),
            ("@points", (long)points.Length),
            ("@firstStep", first.Step),
            ("@lastStep", last.Step),
            ("@firstTime", first.Time),
            ("@lastTime", last.Time),
            ("@lowest", Portable.Number(lowest)),
            ("@highest", Portable.Number(highest)),
            ("@content", PointBlock.Write(points)));
    }

    private static Series? Find(Session session, string run, string key) => session.First(
        $"SELECT {Columns} FROM metric_series WHERE run_id = @run AND key = @key",
        ReadSeries,
        ("@run", run),
        ("@key", key));

    private static Series ReadSeries(DbDataReader row) => new(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2))
    {
        Last = new StoredPoint(row.GetInt64(3), row.GetInt64(4), Portable.Number(row, 5)),
        Lowest = Portable.Number(row, 6),
        Highest = Portable.Number(row, 7),
    };

    private static Series Start(Session session, string run, string key)
    {
        var id = Counter.Next(session, "series");
        session.Execute(
            """
            INSERT INTO metric_series (id, run_id, key, points, last_step, last_time, experiment_id, started_at, active)
            SELECT @id, id, @key, 0, 0, 0, experiment_id, started_at, active FROM runs WHERE id = @run
            """,
            ("@id", id),
            ("@run", run),
            ("@key", key));
        return new Series(id, 0, 0);
    }

    private static void Save(Session session, Series series) => session.Execute(
        """
        UPDATE metric_series SET points = @points, packed = @packed, last_step = @step, last_time = @time, last_value = @value,
            lowest = @lowest, highest = @highest WHERE id = @id
        """,
        ("@points", series.Points),
        ("@packed", series.Packed),
        ("@step", series.Last.Step),
        ("@time", series.Last.Time),
        ("@value", Portable.Number(series.Last.Value)),
        ("@lowest", Portable.Number(series.Lowest)),
        ("@highest", Portable.Number(series.Highest)),
        ("@id", series.Id));
}
