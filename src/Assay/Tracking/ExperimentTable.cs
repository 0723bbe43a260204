using System.Data.Common;
using System.Globalization;

namespace Assay.Tracking;

/// <summary>Experiments: named groups of runs that can be deleted and restored. Messages are MLflow's, because its clients show them.</summary>
internal static class ExperimentTable
{
    internal const string Columns = "e.id, e.name, e.artifact_location, e.active, e.created_at, e.updated_at";

    /// <summary>The number of an id as clients write it; null when no experiment can have it.</summary>
    internal static long? Number(string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Makes an experiment.</summary>
    /// <param name="session">Where.</param>
    /// <param name="name">Not used by another, deleted ones included.</param>
    /// <param name="place">The root its artifacts go under, or the whole address when a client gave one.</param>
    /// <param name="at">When, in milliseconds since 1970.</param>
    /// <exception cref="AssayException"><c>store.experiment-exists</c>.</exception>
    internal static long Create(Session session, string name, (string Root, string? Location) place, long at)
    {
        if (Find(session, "e.name = @value", name) is { } taken)
        {
            throw new AssayException(
                "store.experiment-exists",
                $"Experiment(name={name}) already exists{(taken.IsActive ? "" : " and is deleted: restore it, or remove it for good, to use the name again")}.");
        }

        var id = Counter.Next(session, "experiment");
        session.Execute(
            """
            INSERT INTO experiments (id, name, artifact_location, created_at, updated_at) VALUES (@id, @name, @location, @at, @at)
            """,
            ("@id", id),
            ("@name", Portable.Text(name)),
            ("@location", string.IsNullOrEmpty(place.Location)
                ? ArtifactAddress.Append(place.Root, id.ToString(CultureInfo.InvariantCulture))
                : Portable.Text(place.Location)),
            ("@at", at));
        return id;
    }

    /// <summary>An experiment by the id a client wrote.</summary>
    /// <exception cref="AssayException"><c>store.experiment-missing</c>.</exception>
    internal static StoredExperiment Get(Session session, string id) =>
        (Number(id) is { } number ? Find(session, "e.id = @value", number) : null) ?? throw Missing(id);

    /// <inheritdoc cref="Get"/>
    internal static StoredExperiment Named(Session session, string name) => Find(session, "e.name = @value", name)
        ?? throw new AssayException("store.experiment-missing", $"Could not find experiment with name '{name}'");

    /// <summary>An experiment that can be added to.</summary>
    /// <exception cref="AssayException"><c>store.experiment-missing</c>, <c>store.experiment-deleted</c>.</exception>
    internal static StoredExperiment Active(Session session, string id)
    {
        var experiment = Get(session, id);
        return experiment.IsActive ? experiment : throw new AssayException(
            "store.experiment-deleted", $"The experiment {id} must be in the 'active' state. Current state is deleted.");
    }

    internal static void SetTag(Session session, long id, string key, string value) => session.Execute(
        """
        INSERT INTO experiment_tags (experiment_id, key, value) VALUES (@id, @key, @value)
        ON CONFLICT (experiment_id, key) DO UPDATE SET value = excluded.value
        """,
        ("@id", id),
        ("@key", Portable.Text(key)),
        ("@value", Portable.Text(value)));

    internal static bool DeleteTag(Session session, long id, string key) => session.Execute(
        "DELETE FROM experiment_tags WHERE experiment_id = @id AND key = @key", ("@id", id), ("@key", key)) > 0;

    /// <summary>Gives an active experiment another name.</summary>
    /// <exception cref="AssayException"><c>store.experiment-missing</c>, <c>store.experiment-name-taken</c>, <c>store.experiment-deleted</c>.</exception>
    internal static void Rename(Session session, string id, string name, DateTimeOffset now)
    {
        var experiment = Get(session, id);
        if (!experiment.IsActive)
        {
            throw new AssayException("store.experiment-deleted", "Cannot rename a non-active experiment.");
        }

        if (Find(session, "e.name = @value", name) is { } other && other.Id != experiment.Id)
        {
            throw new AssayException("store.experiment-name-taken", $"Another experiment is called '{name}'.");
        }

        session.Execute(
            "UPDATE experiments SET name = @name, updated_at = @now WHERE id = @id",
            ("@name", Portable.Text(name)),
            ("@now", ChangeClock.Now(session, now)),
            ("@id", experiment.Id));
    }

    /// <summary>Deletes or restores an experiment with its runs; nothing is lost.</summary>
    /// <exception cref="AssayException"><c>store.experiment-missing</c>, also when it is in that state already.</exception>
    internal static void SetActive(Session session, string id, bool active, DateTimeOffset now)
    {
        var experiment = Get(session, id);
        if (experiment.IsActive == active)
        {
            throw Missing(id);
        }

        (string, object?)[] values =
        [
            ("@active", active ? 1L : 0L), ("@now", ChangeClock.Now(session, now)), ("@deleted", active ? null : now.ToUnixTimeMilliseconds()), ("@id", experiment.Id),
        ];
        session.Execute("UPDATE experiments SET active = @active, updated_at = @now WHERE id = @id", values[0], values[1], values[3]);
        session.Execute("UPDATE runs SET active = @active, deleted_at = @deleted WHERE experiment_id = @id AND active <> @active", values[0], values[2], values[3]);
        session.Execute("UPDATE metric_series SET active = @active WHERE experiment_id = @id", values[0], values[3]);
    }

    /// <summary>Experiments with their tags, in the order of the list.</summary>
    internal static List<StoredExperiment> Load(Session session, IReadOnlyList<StoredExperiment> chosen)
    {
        var tags = session.Query(
            $"SELECT experiment_id, key, value FROM experiment_tags WHERE {session.Dialect.Among("CAST(experiment_id AS TEXT)", "@ids")}",
            row => (Id: row.GetInt64(0), Tag: KeyValuePair.Create(row.GetString(1), row.GetString(2))),
            ("@ids", session.Dialect.List(chosen.Select(e => e.Id.ToString(CultureInfo.InvariantCulture))))).ToLookup(t => t.Id, t => t.Tag);
        return [.. chosen.Select(e => e with { Tags = [.. tags[e.Id]] })];
    }

    internal static StoredExperiment Read(DbDataReader row) => new(row.GetInt64(0), row.GetString(1))
    {
        ArtifactLocation = row.GetString(2),
        IsActive = row.GetInt64(3) != 0,
        Created = row.GetInt64(4),
        Updated = row.GetInt64(5),
    };

    internal static AssayException Missing(string id) => new("store.experiment-missing", $"No Experiment with id={id} exists");

    private static StoredExperiment? Find(Session session, string condition, object value) =>
        session.First($"SELECT {Columns} FROM experiments e WHERE {condition}", Read, ("@value", value)) is { } found
            ? Load(session, [found])[0]
            : null;
}
