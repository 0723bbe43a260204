namespace Assay.Language.Judging;

/// <summary>What a judge said about one row.</summary>
/// <param name="Row">From 0.</param>
/// <param name="Score">On the judge's scale, for pairs from 0 (b is better) to 1 (a is better); NaN when no answer could be read.</param>
/// <param name="Said">The judge's words, one text a question.</param>
public sealed record JudgedRow(int Row, double Score, IReadOnlyList<string> Said)
{
    /// <summary>The person's score; null where there is none.</summary>
    public double? Label { get; init; }

    /// <summary>For pairs: whether both orders gave the same answer.</summary>
    public bool IsConsistent { get; init; } = true;
}
