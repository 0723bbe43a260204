namespace Assay.Tracking.Export;

/// <summary>How much of each curve goes out.</summary>
public enum MetricDetail
{
    /// <summary>The last value: one row a run.</summary>
    Last,

    /// <summary>Every point: one row a point.</summary>
    History,
}
