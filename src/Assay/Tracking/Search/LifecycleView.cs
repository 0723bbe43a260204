namespace Assay.Tracking.Search;

/// <summary>Whether a search finds what is active, what is deleted, or both.</summary>
internal enum LifecycleView
{
    Active,
    Deleted,
    All,
}
