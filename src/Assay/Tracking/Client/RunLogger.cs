using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Assay.Tracking.Machine;

namespace Assay.Tracking.Client;

/// <summary>A run in progress, logged through a <see cref="TrackingClient"/>. Calls return when memory has what they record; see <see cref="TrackingClient.Flush"/>.</summary>
/// <remarks>May be used from many threads. After the run has ended every call throws <c>store.run-ended</c>.</remarks>
public sealed class RunLogger : IDisposable
{
    private readonly ConcurrentDictionary<string, MetricLogger> metrics = new(StringComparer.Ordinal);
    private readonly TrackingClient client;
    private SystemWatch? watch;
    private int ended;

    internal RunLogger(TrackingClient client, int index, string id) => (this.client, Index, Id) = (client, index, id);

    /// <summary>32 hexadecimal digits. A local store knows the run by it; a server makes an id of its own and keeps this one as the tag <c>assay.journal-run</c>.</summary>
    public string Id { get; }

    internal int Index { get; }

    internal TrackingClient Client => client;

    internal bool IsEnded => Volatile.Read(ref ended) != 0;

    /// <summary>Begins a run that is part of this one.</summary>
    public RunLogger Child(RunStart start)
    {
        CheckRunning();
        return client.Begin(start, Index);
    }

    /// <inheritdoc cref="Child(RunStart)"/>
    public RunLogger Child(string name) => Child(new RunStart { Name = name });

    /// <summary>A curve to add points to: the fastest way, for loops.</summary>
    /// <param name="key">The metric's name, 1 to 250 characters.</param>
    public MetricLogger Metric(string key) => metrics.TryGetValue(key, out var known) ? known : Name(key);

    /// <summary>Adds a point to a curve, in less than 2 microseconds and without waiting for anything. NaN and infinities are kept.</summary>
    public void LogMetric(string key, double value, long step = 0) => Metric(key).Log(value, step);

    /// <summary>Records a parameter, once; another value under the same name is refused when it is sent, and told.</summary>
    public void LogParameter(string key, string value) => Add(JournalKind.Parameter, key, value);

    /// <summary>Records a tag; a later value replaces the earlier one.</summary>
    public void LogTag(string key, string value) => Add(JournalKind.Tag, key, value);

    /// <summary>Keeps a file with the run, on this machine's disk when the call returns; under the same name a later one takes the earlier one's place.</summary>
    /// <param name="name">Its name within the run, parts joined by <c>/</c>.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="AssayException"><c>store.artifact-name</c>, <c>store.disk-full</c>, <c>store.not-writable</c>.</exception>
    public RunArtifact LogArtifact(string name, Action<Stream> write)
    {
        CheckRunning();
        var artifact = client.KeepFile(name, write);
        client.Add(JournalTexts.Of(new JournalTexts.Kept(Index, artifact)));
        return artifact;
    }

    /// <summary>Keeps a copy of a file with the run.</summary>
    /// <inheritdoc cref="LogArtifact(string, Action{Stream})"/>
    public RunArtifact LogFile(string name, string path) => LogArtifact(name, target =>
    {
        using var source = File.OpenRead(path);
        source.CopyTo(target);
    });

    /// <summary>Keeps a text as a UTF-8 file.</summary>
    /// <inheritdoc cref="LogArtifact(string, Action{Stream})"/>
    public RunArtifact LogText(string name, string text) => LogArtifact(name, target => target.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>Keeps a value as a JSON file, written by <see cref="JsonRules.Indented"/>.</summary>
    /// <inheritdoc cref="LogArtifact(string, Action{Stream})"/>
    public RunArtifact LogDocument<T>(string name, T document) =>
        LogArtifact(name, target => JsonSerializer.Serialize(target, document, JsonRules.Indented));

    /// <summary>Logs what machine and process use from now to the run's end: metrics <c>system/...</c>, named as MLflow names them.</summary>
    /// <param name="every">Time between two readings; each costs about a millisecond of another thread.</param>
    public void WatchSystem(TimeSpan every)
    {
        CheckRunning();
        var fresh = new SystemWatch(Take, client.Clock, every);
        Interlocked.Exchange(ref watch, fresh)?.Dispose();
    }

    /// <summary>Ends the run as meant.</summary>
    public void Finish() => End(RunStatus.Finished, null);

    /// <summary>Ends the run with an error.</summary>
    public void Fail(string error) => End(RunStatus.Failed, error);

    /// <summary>Ends the run as stopped from outside.</summary>
    public void Interrupt(string reason) => End(RunStatus.Interrupted, reason);

    /// <summary>A run that is still going is recorded as interrupted, so that none is left open by an exception.</summary>
    public void Dispose()
    {
        if (!IsEnded)
        {
            Interrupt("Left before it was ended.");
        }
    }

    internal void CheckRunning()
    {
        if (IsEnded)
        {
            throw new AssayException("store.run-ended", $"Run {Id} has ended: nothing can be added. Start another.");
        }
    }

    private void Add(JournalKind kind, string key, string value)
    {
        CheckRunning();
        client.Add(JournalTexts.OfPair(kind, new JournalTexts.Pair(Index, Portable.Key(key), Portable.Text(value))));
    }

    private MetricLogger Name(string key)
    {
        CheckRunning();
        lock (metrics)
        {
            return metrics.GetOrAdd(key, k => new MetricLogger(this, k));
        }
    }

    private void End(RunStatus status, string? error)
    {
        CheckRunning();
        Interlocked.Exchange(ref watch, null)?.Dispose();
        if (Interlocked.Exchange(ref ended, 1) == 0)
        {
            client.AddEnding(JournalTexts.Of(new JournalTexts.Ended(Index, status, client.Clock.GetUtcNow(), error)));
            client.Ended(this);
        }
    }

    private void Take(IReadOnlyList<MetricPoint> reading)
    {
        foreach (var point in reading)
        {
            LogMetric(point.Key, point.Value, point.Step);
        }
    }
}
