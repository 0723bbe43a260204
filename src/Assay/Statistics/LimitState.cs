namespace Assay.Statistics;

/// <summary>Whether a loss is known to stay within its limit.</summary>
public enum LimitState
{
    /// <summary>The whole interval lies within the limit: not inferior.</summary>
    Within,

    /// <summary>The whole interval lies beyond the limit.</summary>
    Exceeded,

    /// <summary>The interval holds the limit, or there is none.</summary>
    CannotTell,
}
