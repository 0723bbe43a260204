namespace Assay.Development.Leaks;

/// <summary>A single column that nearly determines the target: a one-column model reaches ROC AUC 0.99 or R2 0.99 on unseen rows.</summary>
[Named("target-copy")]
public sealed class TargetCopy : LeakCheck
{
    private const double Threshold = 0.99;

    /// <inheritdoc/>
    public override IEnumerable<LeakFinding> Run(LeakContext context) =>
        from strength in context.Strengths
        where strength.Score >= Threshold
        select Found(
            [strength.Column],
            LeakCertainty.Certain,
            $"{strength.Column} alone predicts {context.Data.TargetName} with {strength.Text} on rows it was not fitted on.",
            $"Leave {strength.Column} out: it is the answer, or follows from it.");
}
