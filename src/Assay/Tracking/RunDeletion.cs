namespace Assay.Tracking;

/// <summary>Deletes a run with its parts; the rows that hang on them go by the tables' own rules.</summary>
internal static class RunDeletion
{
    private const string Tree = """
        WITH RECURSIVE tree (id) AS (
            SELECT id FROM runs WHERE id = @id
            UNION SELECT r.id FROM runs r JOIN tree t ON r.parent_id = t.id)
        """;

    /// <summary>The ids of a run and of all its parts, the run first.</summary>
    internal static IReadOnlyList<string> WithParts(Session session, string id) =>
        session.Query(Tree + "SELECT id FROM tree ORDER BY CASE WHEN id = @id THEN 0 ELSE 1 END, id", row => row.GetString(0), ("@id", id));

    // A run of a client has no process here that could be asked: only its end, or the user, can tell that nothing more will come.
    internal static void RefuseRunning(Session session, string id)
    {
        var running = session.Query(
            Tree + "SELECT r.id FROM runs r JOIN tree t ON t.id = r.id WHERE r.status = 'running' ORDER BY r.id LIMIT 1", row => row.GetString(0), ("@id", id));
        if (running.Count > 0)
        {
            throw new AssayException(
                "store.run-active",
                $"Run {running[0]} is still running, so {id} cannot be deleted. Let it end first, or say that running ones go too (--running).");
        }
    }

    internal static void Delete(Session session, string id)
    {
        if (session.Execute("DELETE FROM runs WHERE id = @id", ("@id", id)) == 0)
        {
            throw new AssayException("store.run-missing", $"No run has the id {id}. See: assay runs list.");
        }

        ForgetDatasets(session);
    }

    /// <summary>Removes one run that was deleted before a time; false when there is none. Its parts become runs of their own.</summary>
    internal static bool RemoveOne(Session session, long before)
    {
        var id = session.First(
            "SELECT id FROM runs WHERE active = 0 AND COALESCE(deleted_at, 0) < @before ORDER BY id LIMIT 1", row => row.GetString(0), ("@before", before));
        if (id is null)
        {
            ForgetDatasets(session);
            return false;
        }

        session.Execute("UPDATE runs SET parent_id = NULL WHERE parent_id = @id", ("@id", id));
        session.Execute("DELETE FROM runs WHERE id = @id", ("@id", id));
        return true;
    }

    /// <summary>Removes deleted experiments that hold no run any more.</summary>
    internal static int RemoveExperiments(Session session, long before) => session.Execute(
        "DELETE FROM experiments WHERE active = 0 AND updated_at < @before AND id <> 0 AND NOT EXISTS (SELECT 1 FROM runs r WHERE r.experiment_id = experiments.id)",
        ("@before", before));

    private static void ForgetDatasets(Session session) =>
        session.Execute("DELETE FROM datasets WHERE NOT EXISTS (SELECT 1 FROM run_inputs i WHERE i.dataset_id = datasets.id)");
}
