using System.Text;
using System.Text.Json;
using Assay.Tracking.Machine;

namespace Assay.Tracking;

/// <summary>A run in progress: it changes only by adding to it. When a call returns, the disk has what it recorded.</summary>
/// <remarks>
/// May be used from many threads. Each call is one flush of the disk: record what belongs together with <see cref="Log"/>.
/// After the run has ended every call throws <c>store.run-ended</c>, or <c>store.run-missing</c> when it was deleted.
/// </remarks>
public sealed class RunWriter : IDisposable
{
    private readonly Store store;
    private volatile bool ended;

    internal RunWriter(Store store, string id)
    {
        this.store = store;
        Id = id;
    }

    /// <summary>The run's id.</summary>
    public string Id { get; }

    /// <summary>Begins a run that is part of this one.</summary>
    public RunWriter Child(RunStart start)
    {
        CheckRunning();
        return store.Begin(start, Id);
    }

    /// <inheritdoc cref="Child(RunStart)"/>
    public RunWriter Child(string name) => Child(new RunStart { Name = name });

    /// <summary>Records many things at once, all or none.</summary>
    /// <exception cref="AssayException"><c>store.parameter-changed</c> when a parameter has another value already.</exception>
    public void Log(RunBatch batch) => Append(session => RunTable.Append(session, Id, batch, store.Clock.GetUtcNow()));

    /// <summary>Records a parameter, once.</summary>
    /// <exception cref="AssayException"><c>store.parameter-changed</c> when it has another value already.</exception>
    public void LogParameter(string key, string value) => Log(new RunBatch { Parameters = new Dictionary<string, string> { [key] = value } });

    /// <summary>Records a tag; a later value replaces the earlier one.</summary>
    public void LogTag(string key, string value) => Log(new RunBatch { Tags = new Dictionary<string, string> { [key] = value } });

    /// <summary>Adds a point to a curve. NaN and infinities are kept.</summary>
    public void LogMetric(string key, double value, long step = 0) => Log(new RunBatch { Metrics = [new MetricPoint(key, value, step)] });

    /// <summary>Adds points to curves, all or none, in one flush.</summary>
    public void LogMetrics(IReadOnlyList<MetricPoint> points) => Log(new RunBatch { Metrics = points });

    /// <summary>Adds what the run said about samples: predictions, truths, scores.</summary>
    /// <param name="samples">In the order they are to be read.</param>
    /// <param name="name">What they belong to, for example <c>test</c>; 1 to 250 characters.</param>
    public void LogSamples(IReadOnlyList<RunSample> samples, string name = "samples") =>
        Append(session => SampleTable.Append(session, (Id, name), samples));

    /// <summary>Measures what machine and process use in the background, processor, memory, disk, network, graphics cards, until it is disposed.</summary>
    /// <param name="interval">Time between two measurements; 10 seconds when null.</param>
    /// <remarks>The metrics are called as MLflow calls them, <c>system/cpu_utilization_percentage</c> and so on; the step counts measurements.</remarks>
    public IDisposable LogSystemMetrics(TimeSpan? interval = null) =>
        new SystemWatch(LogMetrics, store.Clock, interval ?? TimeSpan.FromSeconds(10));

    /// <summary>Records data the run was given.</summary>
    public void LogInput(RunInput input) => Append(session => RunTable.AddInput(session, Id, input));

    /// <summary>Keeps a file with the run; under the same name a later one takes the earlier one's place.</summary>
    /// <param name="name">Its name within the run, parts joined by <c>/</c>.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="AssayException"><c>store.artifact-name</c>.</exception>
    public RunArtifact LogArtifact(string name, Action<Stream> write)
    {
        CheckRunning();
        return store.AddArtifact(Id, name, write);
    }

    /// <summary>Keeps a copy of a file with the run.</summary>
    /// <inheritdoc cref="LogArtifact(string, Action{Stream})"/>
    public RunArtifact LogFile(string name, string path) => LogArtifact(name, target =>
    {
        using var source = File.OpenRead(path);
        source.CopyTo(target);
    });

    /// <summary>Keeps copies of all files of a folder and its folders, under <c>name/</c> and their relative paths.</summary>
    public void LogFolder(string name, string path)
    {
        foreach (var file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            LogFile($"{name}/{Path.GetRelativePath(path, file).Replace(Path.DirectorySeparatorChar, '/')}", file);
        }
    }

    /// <summary>Keeps a text as a UTF-8 file.</summary>
    /// <inheritdoc cref="LogArtifact(string, Action{Stream})"/>
    public RunArtifact LogText(string name, string text) => LogArtifact(name, target => target.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>Keeps a value as a JSON file, written by <see cref="JsonRules.Indented"/>.</summary>
    /// <inheritdoc cref="LogArtifact(string, Action{Stream})"/>
    public RunArtifact LogDocument<T>(string name, T document) =>
        LogArtifact(name, target => JsonSerializer.Serialize(target, document, JsonRules.Indented));

    /// <summary>Ends the run as meant.</summary>
    public void Finish() => End(RunStatus.Finished, null);

    /// <summary>Ends the run with an error.</summary>
    public void Fail(string error) => End(RunStatus.Failed, error);

    /// <summary>Ends the run with an error, its message first, then where it came from.</summary>
    public void Fail(Exception error) => Fail($"{error.Message}\n{error}");

    /// <summary>Ends the run as stopped from outside; it can be resumed.</summary>
    public void Interrupt(string reason) => End(RunStatus.Interrupted, reason);

    /// <summary>A run that is still going is recorded as interrupted, so that none is left open by an exception.</summary>
    public void Dispose()
    {
        if (ended)
        {
            return;
        }

        ended = true;
        try
        {
            store.Database.Write(session =>
            {
                RunTable.End(session, Id, RunStatus.Interrupted, (store.Clock.GetUtcNow(), "Left before it was ended."));
            });
        }
        catch (AssayException)
        {
            // The error that brought us here says more; the next process to open the store finds this one dead.
        }
    }

    private void End(RunStatus status, string? error)
    {
        Append(session => RunTable.End(session, Id, status, (store.Clock.GetUtcNow(), error)));
        ended = true;
    }

    private void Append(Action<Session> work) => store.Database.Write(session =>
    {
        RunTable.CheckRunning(session, Id);
        work(session);
    });

    private void CheckRunning() => store.Database.Read(session =>
    {
        RunTable.CheckRunning(session, Id);
        return true;
    });
}
