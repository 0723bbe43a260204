namespace Assay.Metrics;

/// <summary>ROC AUC of one class against another, over all pairs of classes, pairs weighted by their rows.</summary>
[Named("roc-auc-pairwise-weighted")]
public sealed class RocAucPairwiseWeighted : PairwiseArea
{
    private protected override bool ByPrevalence => true;
}
