namespace Assay.Tracking.Import;

/// <summary>The events of one run, read from its files in the order of time.</summary>
internal sealed class EventRun(IReadOnlyList<string> files, ImportLog log)
{
    // What a run says in texts; more is left out and told.
    private const int MostTextBytes = 16 << 20;
    private readonly Dictionary<string, string> plugins = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> parameters = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> texts = new(StringComparer.Ordinal);
    private int textBytes;

    /// <summary>Time of the last event; after the points are read.</summary>
    internal DateTimeOffset? Last { get; private set; }

    /// <summary>Hyper-parameters; after the points are read.</summary>
    internal IReadOnlyDictionary<string, string> Parameters => parameters;

    /// <summary>Texts by the name of the file they become; after the points are read.</summary>
    internal IReadOnlyDictionary<string, string> Texts => texts;

    internal IEnumerable<MetricPoint> Points()
    {
        foreach (var record in Merged())
        {
            Last = Last is { } last && last > record.Time ? last : record.Time;
            foreach (var value in record.Values)
            {
                if (Point(record, value) is { } point)
                {
                    yield return point;
                }
            }
        }
    }

    /// <summary>The event in a record; null, and told, when it cannot be read.</summary>
    internal static EventRecord? Read(EventFile file, ReadOnlyMemory<byte> record, ImportLog log)
    {
        if (record.IsEmpty)
        {
            return null;
        }

        try
        {
            return EventRecord.Read(record.Span);
        }
        catch (FormatException error)
        {
            log.Add($"{file.Path}: an event cannot be read ({error.Message}).");
            return new EventRecord(0, 0, []);
        }
    }

    private IEnumerable<EventRecord> Merged()
    {
        var open = new List<EventFile>();
        try
        {
            var queue = new PriorityQueue<(EventFile File, EventRecord Record), (double Seconds, int File)>();
            foreach (var path in files)
            {
                open.Add(new EventFile(path, log));
                Push(queue, open[^1], open.Count);
            }

            while (queue.TryDequeue(out var next, out var place))
            {
                yield return next.Record;
                Push(queue, next.File, place.File);
            }
        }
        finally
        {
            open.ForEach(f => f.Dispose());
        }
    }

    private void Push(PriorityQueue<(EventFile, EventRecord), (double, int)> queue, EventFile file, int place)
    {
        if (Read(file, file.Next(), log) is { } record)
        {
            queue.Enqueue((file, record), (record.Seconds, place));
        }
    }

    // Writers say the plugin with the first value of a tag only.
    private MetricPoint? Point(EventRecord record, EventValue value)
    {
        if (value.Plugin.Length > 0)
        {
            plugins.TryAdd(value.Tag, value.Plugin);
        }

        var plugin = plugins.GetValueOrDefault(value.Tag, "");
        if (plugin == "hparams")
        {
            Settings(value);
        }
        else if (value.Text is { } text && plugin is "text" or "")
        {
            Keep($"text/{Safe(value.Tag)}/{record.Step}.txt", text);
        }
        else if (value.Number is { } number && plugin is "scalars" or "")
        {
            return value.Tag.Trim().Length == 0 ? null : new MetricPoint(Key(value.Tag), number, record.Step, record.Time);
        }

        return null;
    }

    private void Settings(EventValue value)
    {
        try
        {
            foreach (var (key, setting) in HyperParameters.Read(value.PluginContent).Values)
            {
                parameters.TryAdd(Key(key), setting);
            }
        }
        catch (FormatException error)
        {
            log.Add($"{files[0]}: hyper-parameters cannot be read ({error.Message}).");
        }
    }

    private void Keep(string name, string text)
    {
        textBytes += text.Length;
        if (textBytes > MostTextBytes)
        {
            log.Add($"{files[0]}: more than {MostTextBytes >> 20} MB of texts; \"{ImportLog.Shown(name)}\" is left out.");
            return;
        }

        texts[name] = text;
    }

    private static string Key(string tag) => tag.Length <= 250 ? tag : tag[..250];

    // Tags are free texts; names of files are not.
    private static string Safe(string tag) => string.Join('/', tag.Split('/').Select(part =>
        string.Concat(part.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ' ')).Trim('.', ' '))
        .Where(part => part.Length > 0).DefaultIfEmpty("text").Take(8).Select(part => part.Length <= 50 ? part : part[..50]));
}
