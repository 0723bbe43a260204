namespace Assay.Learners;

/// <summary>Everything a fit may depend on besides its rows.</summary>
public sealed record FitOptions
{
    /// <summary>The learner's parameters.</summary>
    public Settings Settings { get; init; } = Settings.Default;

    /// <summary>Every random choice follows from this.</summary>
    public ulong Seed { get; init; }

    /// <summary>Threads the fit may use; the result must not depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Stops the fit (budget used up, or Ctrl-C) at the next safe point with an <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Where fits on the same table share work that does not depend on settings or labels; null to share nothing.</summary>
    public SharedWork? Shared { get; init; }
}
