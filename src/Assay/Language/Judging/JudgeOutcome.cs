using Assay.Language.Asking;
using Assay.Statistics;

namespace Assay.Language.Judging;

/// <summary>What a judge said about a set of rows.</summary>
public sealed record JudgeOutcome
{
    /// <summary>The judge's name.</summary>
    public required string Judge { get; init; }

    /// <summary>The model that judged.</summary>
    public required string Model { get; init; }

    /// <summary>Whether two responses were compared.</summary>
    public required bool IsPairwise { get; init; }

    /// <summary>The mean score with its interval; for pairs the rate at which a wins, ties counting half. Rows that could not be read are left out.</summary>
    public required Interval Mean { get; init; }

    /// <summary>Every row.</summary>
    public required IReadOnlyList<JudgedRow> Rows { get; init; }

    /// <summary>Rows whose answer could not be read; never counted as a score.</summary>
    public int Unread { get; init; }

    /// <summary>For pairs: the share of rows whose answer changed with the order of responses. These count as ties.</summary>
    public double? Inconsistent { get; init; }

    /// <summary>For pairs: how much more often the response shown first was preferred than the second, from -1 to 1.</summary>
    public double? PositionBias { get; init; }

    /// <summary>How the judge stands to people; null without labels.</summary>
    public JudgeCalibration? Calibration { get; init; }

    /// <summary>What the asking took.</summary>
    public required AskingProgress Asking { get; init; }
}
