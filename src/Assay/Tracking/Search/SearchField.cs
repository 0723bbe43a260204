namespace Assay.Tracking.Search;

/// <summary>One thing a filter or an order looks at: <c>metrics.loss</c>, <c>attributes.status</c>.</summary>
/// <param name="Entity">Of what.</param>
/// <param name="Key">Its name, without quotes.</param>
internal sealed record SearchField(SearchEntity Entity, string Key)
{
    /// <summary>Which value of a metric: <c>last</c>, <c>min</c> or <c>max</c>.</summary>
    internal string Measure { get; init; } = "last";

    /// <summary>Parameters compared as numbers.</summary>
    internal bool IsNumeric { get; init; }
}
