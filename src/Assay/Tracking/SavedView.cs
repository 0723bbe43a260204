namespace Assay.Tracking;

/// <summary>A search of runs kept under a name.</summary>
/// <param name="Name">1 to 250 characters, unique in the store.</param>
public sealed record SavedView(string Name)
{
    /// <summary>Only this experiment; all when empty.</summary>
    public string Experiment { get; init; } = "";

    /// <summary>As <see cref="RunFilter.Where"/>; everything when empty.</summary>
    public string Where { get; init; } = "";

    /// <summary>As <see cref="RunFilter.OrderBy"/>.</summary>
    public IReadOnlyList<string> OrderBy { get; init; } = [];

    /// <summary>What a table of the runs shows, for example <c>metrics.auc</c>.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];
}
