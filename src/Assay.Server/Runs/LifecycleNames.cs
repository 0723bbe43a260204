using Assay.Tracking.Search;

namespace Assay.Server.Runs;

/// <summary>MLflow's names of what a search looks at; the place in the list is the number.</summary>
internal static class LifecycleNames
{
    internal static readonly string[] All = ["", "ACTIVE_ONLY", "DELETED_ONLY", "ALL"];

    internal static LifecycleView View(string? name) => name switch
    {
        "DELETED_ONLY" => LifecycleView.Deleted,
        "ALL" => LifecycleView.All,
        _ => LifecycleView.Active,
    };
}
