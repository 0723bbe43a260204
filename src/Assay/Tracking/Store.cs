using System.Security.Cryptography;
using System.Text.Json;

namespace Assay.Tracking;

/// <summary>Keeps runs: what was tried, on what, with what result, and the files that came of it.</summary>
/// <remarks>
/// What a call has recorded when it returns is on disk: it survives a kill, a crash and a power cut. May be used from many threads, and by
/// many processes at once. Methods throw <see cref="AssayException"/> with <c>store.disk-full</c>, <c>store.not-writable</c>,
/// <c>store.damaged</c> or <c>store.busy</c>; what was recorded before stays.
/// </remarks>
public sealed class Store : IDisposable
{
    /// <summary>The store used when none is named.</summary>
    public const string DefaultAddress = "sqlite:///.assay/assay.db";

    private readonly IdMaker ids;
    private readonly ObjectFolder objects;
    private readonly Action<Span<byte>> randomness;
    private readonly Lazy<CommitQueue> commits;

    private Store(Database database, ObjectFolder objects, TimeProvider clock, Action<Span<byte>> randomness)
    {
        Database = database;
        this.objects = objects;
        Clock = clock;
        this.randomness = randomness;
        ids = new IdMaker(clock, randomness);
        commits = new Lazy<CommitQueue>(() => new CommitQueue(database));
        Owner = ProcessOwner.Current();
    }

    internal Database Database { get; }

    /// <summary>The folder files are kept in, absolute.</summary>
    public string ArtifactFolder => objects.Root;

    /// <summary>Writes of many threads, committed together.</summary>
    internal CommitQueue Commits => commits.Value;

    internal TimeProvider Clock { get; }

    internal ObjectFolder Objects => objects;

    internal ProcessOwner Owner { get; }

    /// <summary>Opens a store, making it when missing; runs whose process died meanwhile become interrupted.</summary>
    /// <param name="address">
    /// <c>sqlite:///relative/path.db</c>, <c>sqlite:////absolute/path.db</c>, a plain path, or <c>postgres://user@host:port/database</c>
    /// (a password may stand in the address, better in the variable PGPASSWORD or the file ~/.pgpass).
    /// </param>
    /// <param name="artifacts">Folder for files; named <c>artifacts</c>, beside the SQLite file or in <c>.assay</c>, when null.</param>
    /// <param name="clock">The system's when null.</param>
    /// <param name="randomness">Fills bytes for ids; the system's generator when null.</param>
    /// <exception cref="AssayException">
    /// <c>store.provider-unknown</c>, <c>store.address</c>, <c>store.too-new</c>, <c>store.foreign</c>, and those of the class.
    /// </exception>
    public static Store Open(
        string address = DefaultAddress, string? artifacts = null, TimeProvider? clock = null, Action<Span<byte>>? randomness = null)
    {
        clock ??= TimeProvider.System;
        var database = Connect(address);
        try
        {
            Migrations.Apply(database, clock);
            var folder = Path.GetFullPath(artifacts ?? Path.Combine(StoreAddress.IsPostgres(address) ? ".assay" : Path.GetDirectoryName(database.Place)!, "artifacts"));
            var store = new Store(database, new ObjectFolder(folder), clock, randomness ?? RandomNumberGenerator.Fill);
            store.MarkDead();
            return store;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Opens a store that must be there already, to look into it.</summary>
    /// <exception cref="AssayException"><c>store.missing</c>, and those of <see cref="Open"/>.</exception>
    public static Store OpenExisting(string address = DefaultAddress, string? artifacts = null)
    {
        if (StoreAddress.IsPostgres(address))
        {
            using var database = Connect(address);
            return database.Read(session => database.Tables(session).Contains("assay_schema")) ? Open(address, artifacts) : throw new AssayException(
                "store.missing", $"There is no store in {database.Place}. Give the right one with --store, or record a first run.");
        }

        var path = StoreAddress.SqlitePath(address);
        return File.Exists(path) ? Open(address, artifacts) : throw new AssayException(
            "store.missing", $"There is no store at {path}. Give the right one with --store sqlite:///PATH, or record a first run.");
    }

    /// <summary>Begins a run.</summary>
    public RunWriter Start(RunStart start) => Begin(start, parent: null);

    /// <summary>Goes on with a run that was interrupted or failed; what it has recorded stays.</summary>
    /// <param name="id">Its id or the unique beginning of it.</param>
    /// <exception cref="AssayException"><c>store.run-missing</c>, <c>store.run-ambiguous</c>, <c>store.run-not-resumable</c>.</exception>
    public RunWriter Resume(string id)
    {
        MarkDead();
        var run = Get(id);
        return Database.Write(session =>
        {
            var status = session.Query("SELECT status FROM runs WHERE id = @id", row => row.GetString(0), ("@id", run.Id)).SingleOrDefault();
            if (status is not ("interrupted" or "failed"))
            {
                throw new AssayException(
                    "store.run-not-resumable",
                    $"Run {run.Id} is {status ?? "deleted"}; only an interrupted or failed run can be resumed. Start a new one.");
            }

            RunTable.TakeOver(session, run.Id, Owner);
            return new RunWriter(this, run.Id);
        });
    }

    /// <summary>One page of runs, newest first.</summary>
    public RunPage List(RunFilter? filter = null) => Database.Read(session => RunReader.Page(session, filter ?? new RunFilter()));

    /// <summary>The direct parts of a run, newest first.</summary>
    /// <param name="id">Its full id.</param>
    public IReadOnlyList<RunRecord> Children(string id) => List(new RunFilter { ParentId = id, Limit = 50_000 }).Runs;

    /// <summary>One run by its id, the unique beginning of it, or <c>latest</c> (the newest that is part of no other).</summary>
    /// <exception cref="AssayException"><c>store.run-missing</c>; <c>store.run-ambiguous</c>, naming the runs that fit.</exception>
    public RunRecord Get(string id)
    {
        var wanted = id.Trim().ToLowerInvariant();
        var found = wanted switch
        {
            "latest" => List(new RunFilter { Limit = 1 }).Runs,
            "" => [],
            _ => Database.Read(session => RunReader.WithPrefix(session, wanted, 21)),
        };
        return found.Count switch
        {
            1 => found[0],
            0 => throw new AssayException(
                "store.run-missing", $"No run in {Database.Place} has an id that begins with \"{id}\". See: assay runs list."),
            _ => found.FirstOrDefault(r => r.Id == wanted) ?? throw new AssayException(
                "store.run-ambiguous",
                $"\"{id}\" is the beginning of {(found.Count > 20 ? "more than 20" : found.Count)} runs: "
                + string.Join(", ", found.Take(20).Select(r => r.Name.Length == 0 ? r.Id : $"{r.Id} ({r.Name})")) + ". Give more digits."),
        };
    }

    /// <summary>All points of a run's metric in the order they were recorded; empty when there are none.</summary>
    /// <param name="id">The run's full id.</param>
    /// <param name="key">The metric's name.</param>
    public IReadOnlyList<MetricPoint> History(string id, string key) => Database.Read(session => MetricTable.History(session, id, key));

    /// <summary>The files kept with a run, sorted by name.</summary>
    /// <param name="id">The run's full id.</param>
    public IReadOnlyList<RunArtifact> Artifacts(string id) => Database.Read(session => ArtifactTable.List(session, id));

    /// <summary>The content of a run's file, checked against its digest.</summary>
    /// <exception cref="AssayException"><c>store.artifact-missing</c>, <c>store.artifact-damaged</c>.</exception>
    public byte[] ReadArtifact(string id, string name) => objects.Read(Artifact(id, name));

    /// <summary>Copies a run's file into a stream, checked against its digest; on a damaged one the stream has had part of it.</summary>
    /// <exception cref="AssayException"><c>store.artifact-missing</c>, <c>store.artifact-damaged</c>.</exception>
    public void CopyArtifact(string id, string name, Stream target) => objects.Copy(Artifact(id, name), target);

    /// <summary>A document recorded with <see cref="RunWriter.LogDocument{T}"/>.</summary>
    /// <exception cref="AssayException"><c>store.artifact-missing</c>, <c>store.artifact-damaged</c>.</exception>
    public T ReadDocument<T>(string id, string name) =>
        JsonSerializer.Deserialize<T>(ReadArtifact(id, name), JsonRules.Indented)
        ?? throw new InvalidOperationException($"Document {name} of run {id} is null.");

    /// <summary>All experiments, sorted by name.</summary>
    public IReadOnlyList<Experiment> Experiments() => Database.Read(session => session.Query(
        "SELECT id, name, created_at FROM experiments ORDER BY name",
        row => new Experiment(row.GetInt64(0), row.GetString(1), Portable.Time(row.GetInt64(2)))));

    /// <summary>Deletes a run, its parts of any depth, and every file no other run holds; gives the space back.</summary>
    /// <param name="id">Its full id.</param>
    /// <exception cref="AssayException"><c>store.run-missing</c>; <c>store.run-active</c> while it or a part of it is running.</exception>
    public void Delete(string id)
    {
        MarkDead();
        DeleteFor(id, RunDeletion.RefuseRunning);
    }

    /// <summary>Deletes as <see cref="Delete"/> does, also what is still marked as running: a client that died never tells its end.</summary>
    /// <param name="id">Its full id.</param>
    /// <exception cref="AssayException"><c>store.run-missing</c>.</exception>
    public void DeleteEvenRunning(string id) => DeleteFor(id, (_, _) => { });

    /// <summary>A run and its parts of any depth, the run first: what <see cref="Delete"/> takes away. Empty when there is none of that id.</summary>
    /// <param name="id">The run's full id.</param>
    public IReadOnlyList<RunRecord> WithParts(string id) => [.. Database.Read(session => RunDeletion.WithParts(session, id)).Select(Get)];
    /// <summary>Removes for good what was deleted and could still be restored: runs, then experiments without runs; gives the space back.</summary>
    /// <param name="before">Only what was deleted before this time; everything deleted when null.</param>
    /// <returns>How many runs and experiments went. Parts of a removed run that were not deleted themselves stay, as runs of their own.</returns>
    public (int Runs, int Experiments) RemoveDeleted(DateTimeOffset? before = null)
    {
        var time = (before ?? DateTimeOffset.MaxValue).ToUnixTimeMilliseconds();
        var runs = 0;
        // One run a transaction: others get their turn between, and no transaction grows with the number of runs.
        while (Database.Write(session => RunDeletion.RemoveOne(session, time)))
        {
            runs++;
        }

        var experiments = Database.Write(session => RunDeletion.RemoveExperiments(session, time));
        Sweep();
        objects.RemoveLeft(Clock.GetUtcNow().AddDays(-1));
        Database.ReturnSpace();
        return (runs, experiments);
    }

    /// <summary>The samples recorded to a run under a name, in their order; empty when there are none.</summary>
    /// <param name="id">The run's full id.</param>
    /// <param name="name">The name given when they were logged.</param>
    public IReadOnlyList<RunSample> Samples(string id, string name = "samples") => Database.Read(session => SampleTable.Read(session, id, name));

    /// <summary>Keeps a view under its name; an earlier one of that name is replaced.</summary>
    /// <exception cref="AssayException"><c>store.filter</c>, <c>store.order</c> when it cannot be read.</exception>
    public void SaveView(SavedView view) => ViewTable.Save(Database, view, Clock.GetUtcNow());

    /// <summary>All saved views, sorted by name.</summary>
    public IReadOnlyList<SavedView> Views() => Database.Read(ViewTable.Read);

    /// <summary>Removes a view; false when there is none of that name.</summary>
    public bool DeleteView(string name) => Database.Write(session => ViewTable.Delete(session, name));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (commits.IsValueCreated)
        {
            commits.Value.Dispose();
        }

        Database.Dispose();
    }

    /// <summary>A new id for a run; ids of one store rise.</summary>
    internal string NewId() => ids.Next();

    /// <summary>A name for a run whose client gave none.</summary>
    internal string NewName() => RunNames.Invent(randomness);

    private static Database Connect(string address) =>
        StoreAddress.IsPostgres(address) ? PostgresDatabase.Open(address) : SqliteDatabase.Open(StoreAddress.SqlitePath(address));

    internal RunWriter Begin(RunStart start, string? parent)
    {
        var run = new RunRecord
        {
            Id = ids.Next(),
            Experiment = start.Experiment,
            Name = start.Name,
            ParentId = parent,
            Status = RunStatus.Running,
            Started = Clock.GetUtcNow(),
            Seed = start.Seed,
            Threads = start.Threads,
            Command = start.Command,
            Code = start.Code,
            Environment = start.Environment,
        };
        Database.Write(session =>
        {
            RunTable.Insert(session, run, Owner);
            RunTable.Append(session, run.Id, start.First, run.Started);
        });
        var writer = new RunWriter(this, run.Id);
        if (start.Code?.Patch is { } patch)
        {
            writer.LogText("code/changes.patch", patch);
        }

        if (start.Code?.UntrackedSources is { Count: > 0 } sources)
        {
            writer.LogArtifact(UntrackedFiles.Artifact, target => UntrackedFiles.Write(target, sources));
        }

        return writer;
    }

    internal RunArtifact AddArtifact(string run, string name, Action<Stream> write)
    {
        ArtifactName.Check(name);
        var incoming = objects.Receive(write);
        try
        {
            return Database.Write(session =>
            {
                RunTable.CheckRunning(session, run);
                var artifact = new RunArtifact(name, incoming.Digest, incoming.Bytes, Portable.Time(Clock.GetUtcNow().ToUnixTimeMilliseconds()));
                ArtifactTable.Add(session, run, artifact);
                objects.Keep(incoming);
                return artifact;
            });
        }
        finally
        {
            objects.Drop(incoming);
        }
    }

    /// <summary>Removes those of the contents nothing refers to any more. Call after what referred to them was deleted and committed.</summary>
    internal void Discard(IReadOnlyCollection<string> digests)
    {
        if (digests.Count == 0)
        {
            return;
        }

        Database.Write(session =>
        {
            foreach (var digest in digests.Distinct().Where(d => ArtifactTable.IsUnused(session, d)))
            {
                objects.Remove(digest);
                ArtifactTable.Forget(session, digest);
            }
        });
    }

    // Inside the write transaction nobody can start to use a file while it goes; a crash in the middle is made good by the next sweep.
    private void Sweep() => Database.Write(session =>
    {
        foreach (var digest in ArtifactTable.Unused(session))
        {
            objects.Remove(digest);
            ArtifactTable.Forget(session, digest);
        }
    });

    private RunArtifact Artifact(string id, string name) =>
        Database.Read(session => ArtifactTable.Find(session, id, name)) ?? throw new AssayException(
            "store.artifact-missing",
            $"Run {id} has no artifact \"{name}\".{Spelling.DidYouMean(name, Artifacts(id).Select(a => a.Name))}");

    private void DeleteFor(string id, Action<Session, string> check)
    {
        Database.Write(session =>
        {
            check(session, id);
            RunDeletion.Delete(session, id);
        });
        Sweep();
        objects.RemoveLeft(Clock.GetUtcNow().AddDays(-1));
        Database.ReturnSpace();
    }

    private void MarkDead()
    {
        if (Database.Read(RunTable.Owners).Any(o => o.Owner.IsDead(Owner)))
        {
            Database.Write(session => RunTable.MarkDead(session, Owner));
        }
    }
}
