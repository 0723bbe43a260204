namespace Assay.Tracking.Client;

/// <summary>The next part of a journal to be sent, sorted by run.</summary>
internal sealed class JournalWindow
{
    // About what one request or transaction should hold, times a few.
    private const int MostPoints = 50_000;
    private const long MostBytes = 8 << 20;
    private readonly Dictionary<JournalRun, JournalPart> parts = [];
    private readonly List<JournalPart> order = [];

    /// <summary>In the order the runs first appear.</summary>
    internal IReadOnlyList<JournalPart> Parts => order;

    internal bool IsEmpty => order.Count == 0;

    internal long Points { get; private set; }

    /// <summary>Where in the file it ends.</summary>
    internal long End { get; private set; }

    /// <summary>Reads on until there is enough for one go, or nothing more.</summary>
    internal static JournalWindow Read(JournalReader reader, JournalRuns runs, long end)
    {
        var window = new JournalWindow();
        var from = reader.Position;
        while (window.Points < MostPoints && (window.IsEmpty || reader.Position - from < MostBytes) && reader.Read(end, out var record))
        {
            window.Take(record, runs);
            window.End = record.End;
        }

        return window;
    }

    private void Take(JournalRecord record, JournalRuns runs)
    {
        var past = record.End <= runs.Acknowledged;
        switch (record.Kind)
        {
            case JournalKind.RunStarted:
                var begun = runs.Begin(JournalTexts.Read<JournalTexts.Started>(record));
                if (!past)
                {
                    Part(begun).Begins = true;
                }

                break;
            case JournalKind.Series:
                runs.Name(JournalTexts.ReadNamed(record));
                break;
            case JournalKind.RunEnded:
                var ended = JournalTexts.Read<JournalTexts.Ended>(record);
                runs[ended.Run].IsEnded = true;
                if (!past)
                {
                    Part(runs[ended.Run]).Ended = ended;
                }

                break;
            default:
                if (!past)
                {
                    TakeContent(record, runs);
                }

                break;
        }
    }

    private void TakeContent(JournalRecord record, JournalRuns runs)
    {
        switch (record.Kind)
        {
            case JournalKind.Points:
                foreach (var point in PointChunk.PointsOf(record.Body.Span))
                {
                    var (run, key) = runs.Curve(point.Series);
                    Part(run).Add(new MetricPoint(key, point.Value, point.Step, Portable.Time(point.Time)));
                    Points++;
                }

                break;
            case JournalKind.Parameter:
                var parameter = JournalTexts.ReadPair(record);
                Part(runs[parameter.Run]).AddParameter(parameter);
                break;
            case JournalKind.Tag:
                var tag = JournalTexts.ReadPair(record);
                Part(runs[tag.Run]).AddTag(tag);
                break;
            case JournalKind.Artifact:
                var kept = JournalTexts.Read<JournalTexts.Kept>(record);
                Part(runs[kept.Run]).Files.Add(kept.Artifact);
                break;
        }
    }

    private JournalPart Part(JournalRun run)
    {
        if (!parts.TryGetValue(run, out var part))
        {
            parts[run] = part = new JournalPart(run);
            order.Add(part);
        }

        return part;
    }
}
