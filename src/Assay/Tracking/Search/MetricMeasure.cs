namespace Assay.Tracking.Search;

/// <summary>Which value of a curve a search looks at.</summary>
internal enum MetricMeasure
{
    Last,
    Lowest,
    Highest,
}
