namespace Assay.Metrics;

/// <summary>ROC AUC of one class against another, over all pairs of classes, every pair counting the same.</summary>
[Named("roc-auc-pairwise")]
public sealed class RocAucPairwise : PairwiseArea
{
    private protected override bool ByPrevalence => false;
}
