namespace Assay.Tracking.Traces;

/// <summary>Keeps traces. Each call is one transaction; messages are MLflow's.</summary>
internal sealed class TraceShelf(Store store)
{
    private const string PlaceTag = "mlflow.artifactLocation";

    /// <summary>Keeps a trace; one of the same id is replaced.</summary>
    /// <param name="experiment">The experiment's id as the client wrote it.</param>
    /// <param name="make">Makes the trace of the experiment's number.</param>
    /// <exception cref="AssayException"><c>store.experiment-missing</c>, <c>store.experiment-deleted</c>.</exception>
    internal Trace Put(string experiment, Func<long, Trace> make) => store.Database.Write(session =>
    {
        var found = ExperimentTable.Active(session, experiment);
        var trace = make(found.Id);
        session.Execute("DELETE FROM traces WHERE id = @id", ("@id", trace.Id));
        Insert(session, trace);
        Put(session, "trace_tags", trace.Id, trace.Tags.Append(KeyValuePair.Create(
            PlaceTag, ArtifactAddress.Append(found.ArtifactLocation, $"traces/{trace.Id}/artifacts"))));
        Put(session, "trace_metadata", trace.Id, trace.Metadata);
        return TraceReader.Find(session, trace.Id)!;
    });

    /// <summary>Changes a trace and adds to its tags and metadata.</summary>
    /// <exception cref="AssayException"><c>store.trace-missing</c>.</exception>
    internal Trace Update(string id, Func<Trace, Trace> change)
    {
        return store.Database.Write(session =>
        {
            var changed = change(TraceReader.Find(session, id) ?? throw Missing(id));
            session.Execute(
                "UPDATE traces SET duration = @duration, state = @state WHERE id = @id",
                ("@duration", changed.Duration),
                ("@state", changed.State),
                ("@id", id));
            Put(session, "trace_tags", id, changed.Tags);
            Put(session, "trace_metadata", id, changed.Metadata);
            return TraceReader.Find(session, id)!;
        });
    }

    /// <exception cref="AssayException"><c>store.trace-missing</c>.</exception>
    internal Trace Get(string id) => store.Database.Read(session => TraceReader.Find(session, id) ?? throw Missing(id));

    /// <exception cref="AssayException"><c>store.filter</c>, <c>store.order</c>.</exception>
    internal (List<Trace> Found, bool More) Find(TraceReader.Query query) => store.Database.Read(session => TraceReader.Find(session, query));

    /// <exception cref="AssayException"><c>store.trace-missing</c>.</exception>
    internal void SetTag(string id, string key, string value) => Update(id, trace => trace with { Tags = [KeyValuePair.Create(key, value)], Metadata = [] });

    /// <exception cref="AssayException"><c>store.trace-missing</c>, <c>store.tag-missing</c>.</exception>
    internal void DeleteTag(string id, string key) => store.Database.Write(session =>
    {
        _ = TraceReader.Find(session, id) ?? throw Missing(id);
        if (session.Execute("DELETE FROM trace_tags WHERE trace_id = @id AND key = @key", ("@id", id), ("@key", Portable.Text(key))) == 0)
        {
            throw new AssayException("store.tag-missing", $"No trace tag with key '{key}' for trace with ID '{id}'");
        }
    });

    /// <summary>Deletes traces of an experiment, the oldest first: those named, or those begun by a time, at most so many.</summary>
    /// <returns>How many went.</returns>
    internal int Delete(string experiment, (long? Until, long? Most, IReadOnlyList<string> Ids) which) => store.Database.Write(session =>
    {
        var found = session.Query(
            "SELECT id FROM traces WHERE experiment_id = @experiment AND started_at <= @until ORDER BY started_at, id LIMIT @most",
            row => row.GetString(0),
            ("@experiment", ExperimentTable.Number(experiment) ?? -1),
            ("@until", which.Until ?? long.MaxValue),
            ("@most", which.Most ?? long.MaxValue));
        var doomed = which.Ids.Count == 0 ? found : [.. found.Intersect(which.Ids)];
        doomed.ForEach(id => session.Execute("DELETE FROM traces WHERE id = @id", ("@id", id)));
        return doomed.Count;
    });

    private static AssayException Missing(string id) => new("store.trace-missing", $"Trace with ID '{id}' not found.");

    private static void Insert(Session session, Trace trace) => session.Execute(
        """
        INSERT INTO traces (id, experiment_id, started_at, duration, state, client_request_id, request_preview, response_preview)
        VALUES (@id, @experiment, @started, @duration, @state, @client, @request, @response)
        """,
        ("@id", Portable.Text(trace.Id)),
        ("@experiment", trace.ExperimentId),
        ("@started", trace.Started),
        ("@duration", trace.Duration),
        ("@state", trace.State),
        ("@client", Sound(trace.ClientRequestId)),
        ("@request", Sound(trace.RequestPreview)),
        ("@response", Sound(trace.ResponsePreview)));

    private static string? Sound(string? text) => text is null ? null : Portable.Text(text);

    private static void Put(Session session, string table, string id, IEnumerable<KeyValuePair<string, string>> pairs)
    {
        foreach (var (key, value) in pairs)
        {
            session.Execute(
                $"INSERT INTO {table} (trace_id, key, value) VALUES (@id, @key, @value) ON CONFLICT (trace_id, key) DO UPDATE SET value = excluded.value",
                ("@id", id),
                ("@key", Portable.Text(key)),
                ("@value", Portable.Text(value)));
        }
    }
}
