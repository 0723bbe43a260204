using Assay.Data;
using Assay.Metrics;

namespace Assay.Development;

/// <summary>What a development run may be told; every value has a default.</summary>
public sealed record DevelopOptions
{
    /// <summary>The metric everything is compared by; null takes the task's own: ROC AUC, log loss or RMSE.</summary>
    public Metric? Metric { get; init; }

    /// <summary>Every random choice follows from this.</summary>
    public ulong Seed { get; init; }

    /// <summary>Threads; the result does not depend on it, but the plan that fits the budget does.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Wall time from start to report, at least 5 seconds.</summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Most candidates of the random search in the optimised phase.</summary>
    public int Trials { get; init; } = 16;

    /// <summary>The smallest useful gain: absolute for metrics up to 1 (default 0.002), a share for losses (default 0.01).</summary>
    public double? Margin { get; init; }

    /// <summary>How rows are dealt; null lets the advisor choose. <c>stratified</c>, <c>group:COLUMN</c>, <c>time</c> or <c>time:COLUMN</c>.</summary>
    public string? Split { get; init; }

    /// <summary>A file with one integer a row and the number that is the locked test part: <c>FILE:K</c>.</summary>
    public string? TestFold { get; init; }

    /// <summary>What to do with leak findings.</summary>
    public Leaks.LeakPolicy Leaks { get; init; }

    /// <summary>Columns to use whatever the leak checks find.</summary>
    public IReadOnlyList<string> Keep { get; init; } = [];

    /// <summary>Rules a person wrote, such as <c>age &lt; 25 =&gt; yes</c>; each is a candidate before machine learning.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>Start anew even when an interrupted run of the same table and options could be resumed.</summary>
    public bool Fresh { get; init; }

    /// <summary>Where wall time comes from.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Is told what is running, at most a few times a second.</summary>
    public IProgress<DevelopmentProgress>? Progress { get; init; }

    /// <summary>Ends the run early; what is finished stays recorded.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Whether it was the clock alone that ended something: then there is an answer to fall back on. Ctrl-C ends the run.</summary>
    internal bool EndedByClock(Exception ended) => !Cancellation.IsCancellationRequested && IsCancellation(ended);

    /// <summary>Whether the exception only says that work was cancelled; parallel loops wrap it.</summary>
    internal static bool IsCancellation(Exception ended) =>
        ended is OperationCanceledException || (ended is AggregateException several && several.Flatten().InnerExceptions.All(e => e is OperationCanceledException));
}
