using System.Security.Cryptography;

namespace Assay.Tracking.Client;

/// <summary>Logs runs without waiting for anybody: everything goes to a journal on this machine, which is sent to a server or a store meanwhile or later.</summary>
/// <remarks>
/// May be used from many threads. What <see cref="Flush"/> acknowledged is never lost, and is sent exactly once: after a kill, a power cut or
/// days without network <c>assay runs sync</c>, or <see cref="TrackingJournal.Send"/>, goes on where the journal ended.
/// </remarks>
public sealed class TrackingClient : IDisposable
{
    private readonly IdMaker ids;
    private readonly JournalFile file;
    private readonly ObjectFolder files;
    private readonly JournalWriter writer;
    private readonly JournalSender sender;
    private readonly JournalThread sending;
    private readonly CancellationTokenSource leaving = new();
    private readonly TrackingClientOptions options;
    private readonly List<RunLogger> open = [];
    private int runs;
    private int series;
    private bool closed;

    private TrackingClient(string target, TrackingClientOptions options)
    {
        this.options = options;
        Clock = options.Clock ?? TimeProvider.System;
        ids = new IdMaker(Clock, options.Randomness ?? RandomNumberGenerator.Fill);
        var opened = JournalTexts.Opened.By(target, options);
        var sink = SyncTarget.Of(opened, options, leaving.Token);
        file = JournalFile.Create(Path.GetFullPath(Path.Combine(options.Journals, $"{ids.Next()}{TrackingJournal.Ending}")));
        files = TrackingJournal.FilesOf(file.Path);
        writer = new JournalWriter(file, options.MemoryLimit, options.Warn);
        writer.Add(JournalTexts.Of(opened));
        sender = new JournalSender(file, sink, options.Warn, payload => writer.Add(payload));
        sending = new JournalThread(sender, options.Warn);
        writer.Flushed = sending.Wake;
    }

    /// <summary>The file everything goes to first.</summary>
    public string Journal => file.Path;

    internal TimeProvider Clock { get; }

    /// <summary>Opens a client with a journal of its own.</summary>
    /// <param name="target"><c>http://...</c> or <c>https://...</c> for a server that speaks MLflow's REST API; anything else is a store, as <see cref="Store.Open"/> takes it.</param>
    /// <param name="options">The defaults when null.</param>
    /// <exception cref="AssayException"><c>tracking.address</c>, <c>store.address</c>, <c>store.disk-full</c>, <c>store.not-writable</c>.</exception>
    public static TrackingClient Open(string target, TrackingClientOptions? options = null) => new(target, options ?? new TrackingClientOptions());

    /// <summary>Begins a run. Nobody is asked: it is in the journal, and with the target when that is there.</summary>
    public RunLogger Start(RunStart start) => Begin(start, parent: -1);

    /// <inheritdoc cref="Start(RunStart)"/>
    public RunLogger Start(string experiment, string name) => Start(new RunStart { Experiment = experiment, Name = name });

    /// <summary>Returns when everything logged before the call is on this machine's disk.</summary>
    /// <exception cref="AssayException">
    /// <c>store.disk-full</c>, <c>store.not-writable</c> while the journal cannot be written; <c>tracking.points-dropped</c>, once, when memory was too small meanwhile.
    /// </exception>
    public void Flush()
    {
        ObjectDisposedException.ThrowIf(closed, this);
        writer.Flush();
    }

    /// <summary>Returns when the target has everything logged before the call.</summary>
    /// <param name="atMost">How long to wait.</param>
    /// <exception cref="AssayException">Those of <see cref="Flush"/>; <c>provider.unreachable</c> and others of the target when it did not take it, <c>provider.slow</c> when time ran out.</exception>
    public void Synchronise(TimeSpan atMost)
    {
        ObjectDisposedException.ThrowIf(closed, this);
        SendRest(atMost);
    }

    /// <summary>Records runs that are still going as interrupted, writes everything to disk and sends what the target takes; a journal that is wholly sent is deleted.</summary>
    public void Dispose()
    {
        if (closed)
        {
            return;
        }

        closed = true;
        foreach (var run in OpenRuns())
        {
            run.Dispose();
        }

        var whole = TryClose();
        leaving.Cancel();
        sending.Dispose();
        writer.Dispose();
        file.Dispose();
        sender.Dispose();
        leaving.Dispose();
        if (whole && sender.Refusals.Count == 0)
        {
            TrackingJournal.Delete(file.Path);
        }
    }

    internal RunLogger Begin(RunStart start, int parent)
    {
        ObjectDisposedException.ThrowIf(closed, this);
        var run = new RunLogger(this, Interlocked.Increment(ref runs) - 1, ids.Next());
        Add(JournalTexts.Of(new JournalTexts.Started(run.Index, run.Id, parent, Clock.GetUtcNow(), Checked(start))));
        lock (open)
        {
            open.Add(run);
        }

        if (start.Code?.Patch is { } patch)
        {
            run.LogText("code/changes.patch", patch);
        }

        return run;
    }

    internal void Ended(RunLogger run)
    {
        lock (open)
        {
            open.Remove(run);
        }
    }

    internal int? NameSeries(int run, string key)
    {
        var number = Interlocked.Increment(ref series) - 1;
        return Add(JournalTexts.Of(new JournalTexts.Named(number, run, Portable.Key(key)))) ? number : null;
    }

    internal void AddPoint(int number, long step, (long Time, double Value) point) =>
        writer.Points.Add(new JournalPoint(step, point.Time, point.Value, number));

    internal void DropPoint() => writer.Points.Drop();

    internal bool Add(byte[] payload) => writer.Add(payload);

    internal bool AddEnding(byte[] payload) => writer.AddEnding(payload);

    internal RunArtifact KeepFile(string name, Action<Stream> write)
    {
        ArtifactName.Check(name);
        var incoming = files.Receive(write);
        try
        {
            files.Keep(incoming);
            return new RunArtifact(name, incoming.Digest, incoming.Bytes, Portable.Time(Clock.GetUtcNow().ToUnixTimeMilliseconds()));
        }
        finally
        {
            files.Drop(incoming);
        }
    }

    private static RunStart Checked(RunStart start)
    {
        Portable.Key(start.Experiment, 500);
        foreach (var key in start.First.Parameters.Keys.Concat(start.First.Tags.Keys).Concat(start.First.Metrics.Select(m => m.Key)))
        {
            Portable.Key(key);
        }

        return start;
    }

    private RunLogger[] OpenRuns()
    {
        lock (open)
        {
            // Parts begin later and end earlier.
            return [.. Enumerable.Reverse(open)];
        }
    }

    private void SendRest(TimeSpan atMost)
    {
        writer.Flush();
        sending.Synchronise(atMost);
    }

    private bool TryClose()
    {
        try
        {
            SendRest(options.ClosingTime);
            return true;
        }
        catch (AssayException error)
        {
            options.Warn($"What is not sent waits in {file.Path}; send it with: assay runs sync. ({error.Message})");
            return false;
        }
    }
}
