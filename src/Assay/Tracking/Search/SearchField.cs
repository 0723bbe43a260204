namespace Assay.Tracking.Search;

/// <summary>One thing a filter or an order looks at: <c>metrics.loss</c>, <c>attributes.status</c>.</summary>
/// <param name="Entity">Of what.</param>
/// <param name="Key">Its name, without quotes.</param>
internal sealed record SearchField(SearchEntity Entity, string Key)
{
    /// <summary>Which value of a metric.</summary>
    internal MetricMeasure Measure { get; init; }

    /// <summary>A parameter or tag compared as a number; what is none does not fit.</summary>
    internal bool IsNumeric { get; init; }
}
