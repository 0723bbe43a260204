namespace Assay.Statistics;

/// <summary>What a paired comparison allows one to say.</summary>
public enum Decision
{
    /// <summary>The data cannot tell: the interval holds both a useful gain and none.</summary>
    CannotTell,

    /// <summary>Better by a significant and worthwhile margin.</summary>
    Better,

    /// <summary>The whole interval lies within the margin: no useful difference.</summary>
    EqualWithinMargin,

    /// <summary>Worse: the whole interval lies below zero.</summary>
    Worse,
}
