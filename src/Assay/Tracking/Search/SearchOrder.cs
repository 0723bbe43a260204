namespace Assay.Tracking.Search;

/// <summary>One part of an order.</summary>
internal sealed record SearchOrder(SearchField Field, bool Ascending);
