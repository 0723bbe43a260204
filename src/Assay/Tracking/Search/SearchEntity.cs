namespace Assay.Tracking.Search;

/// <summary>What a filter or an order looks at.</summary>
internal enum SearchEntity
{
    Attribute,
    Metric,
    Parameter,
    Tag,
    Dataset,
}
