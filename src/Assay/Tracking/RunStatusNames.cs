namespace Assay.Tracking;

/// <summary>Statuses as the store and the command line write them.</summary>
internal static class RunStatusNames
{
    internal static string Name(this RunStatus status) => status switch
    {
        RunStatus.Running => "running",
        RunStatus.Finished => "finished",
        RunStatus.Failed => "failed",
        RunStatus.Scheduled => "scheduled",
        _ => "interrupted",
    };

    internal static RunStatus Parse(string name) => name switch
    {
        "running" => RunStatus.Running,
        "finished" => RunStatus.Finished,
        "failed" => RunStatus.Failed,
        "interrupted" => RunStatus.Interrupted,
        "scheduled" => RunStatus.Scheduled,
        _ => throw new AssayException(
            "usage.run-status", $"Expected a status of running, scheduled, finished, failed or interrupted, found \"{name}\"."),
    };
}
