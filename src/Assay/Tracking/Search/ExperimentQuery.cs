namespace Assay.Tracking.Search;

/// <summary>What experiments to find, in which order, and how many.</summary>
internal sealed record ExperimentQuery
{
    internal FilterNode Filter { get; init; } = new AllOf([]);

    internal IReadOnlyList<SearchOrder> Order { get; init; } = [];

    internal LifecycleView View { get; init; }

    internal int Limit { get; init; } = 1000;

    internal PageToken After { get; init; } = PageToken.Start;
}
