namespace Assay.Tracking.Search;

/// <summary>What runs to find, in which order, and how many.</summary>
internal sealed record RunQuery
{
    /// <summary>Runs of these experiments; of all when null.</summary>
    internal IReadOnlyList<long>? Experiments { get; init; }

    internal FilterNode Filter { get; init; } = new AllOf([]);

    /// <summary>Newest first behind it, then by id.</summary>
    internal IReadOnlyList<SearchOrder> Order { get; init; } = [];

    internal LifecycleView View { get; init; }

    internal int Limit { get; init; } = 1000;

    internal PageToken After { get; init; } = PageToken.Start;
}
