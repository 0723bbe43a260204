using Assay.Language.Models;

namespace Assay.Language.Asking;

/// <summary>How far the asking has come.</summary>
public sealed record AskingProgress
{
    /// <summary>Documents that are done.</summary>
    public required long Done { get; init; }

    /// <summary>Documents in all.</summary>
    public required long Total { get; init; }

    /// <summary>Questions asked in this process; the others were in the journal.</summary>
    public long Asked { get; init; }

    /// <summary>Questions whose answer was in the journal.</summary>
    public long FromJournal { get; init; }

    /// <summary>Requests that were refused and asked again.</summary>
    public long AskedAgain { get; init; }

    /// <summary>Questions given up.</summary>
    public long Failed { get; init; }

    /// <summary>Questions under way.</summary>
    public int UnderWay { get; init; }

    /// <summary>How many may be under way now.</summary>
    public int Limit { get; init; }

    /// <summary>Tokens spent in this process.</summary>
    public TokenUsage Usage { get; init; }

    /// <summary>What they cost; null without a price.</summary>
    public double? Cost { get; init; }

    /// <summary>What everything will have cost, if the rest is like what was asked; null without a price or before the first answer.</summary>
    public double? CostForecast { get; init; }

    /// <summary>Time left, if the rest goes like what was asked; null before the first answer.</summary>
    public TimeSpan? Left { get; init; }

    /// <summary>The score so far of the task at hand, with its interval; null before there is one.</summary>
    public RunningScore? Score { get; init; }
}
