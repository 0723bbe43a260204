namespace Assay.Tracking.Served;

/// <summary>Where an artifact is kept: with a run, or under an address of its own. A key of the store, never a path of the file system.</summary>
/// <param name="Run">The run's id, or null.</param>
/// <param name="Name">Its name within the run, or the whole address; empty for the top.</param>
internal sealed record ServedPlace(string? Run, string Name)
{
    /// <summary>The address a path of the artifact server means: <c>EXPERIMENT/RUN/artifacts/NAME</c> is a run's when there is such a run.</summary>
    /// <param name="session">Where runs are looked up.</param>
    /// <param name="path">Parts joined by <c>/</c>, none of them empty.</param>
    internal static ServedPlace Of(Session session, string path)
    {
        var parts = path.Split('/', 4);
        var isRun = parts.Length >= 3 && parts[2] == "artifacts" && parts[1].Length == 32 && long.TryParse(parts[0], out var experiment)
            && session.Query("SELECT 1 FROM runs WHERE id = @id AND experiment_id = @experiment", row => 1, ("@id", parts[1]), ("@experiment", experiment)).Count > 0;
        return isRun ? new ServedPlace(parts[1], parts.Length == 4 ? parts[3] : "") : new ServedPlace(null, path);
    }
}
