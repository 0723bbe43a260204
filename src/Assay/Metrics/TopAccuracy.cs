using Assay.Data;

namespace Assay.Metrics;

/// <summary>Share of rows whose true class is the most probable or second most probable one; of equal probabilities the later class wins.</summary>
[Named("top-2-accuracy")]
public sealed class TopAccuracy : MeanLoss
{
    /// <inheritdoc/>
    public override bool LargerIsBetter => true;

    /// <inheritdoc/>
    public override bool Supports(LearningTask task) => task == LearningTask.Multiclass;

    /// <summary>Share of rows whose true class is among the so many most probable ones.</summary>
    /// <param name="rows">One probability a class.</param>
    /// <param name="count">How many classes may be named, at least 1.</param>
    public static double Of(Scored rows, int count)
    {
        Door.Classes(rows);
        var (sum, weight) = (0.0, 0.0);
        for (var i = 0; i < rows.Count; i++)
        {
            var w = rows.Weights.IsEmpty ? 1 : rows.Weights[i];
            sum += Place(rows, i) < count ? w : 0;
            weight += w;
        }

        return sum / weight;
    }

    /// <inheritdoc/>
    protected override void Check(Scored rows) => Door.Classes(rows);

    /// <inheritdoc/>
    protected override void Losses(Scored rows, int start, Span<double> losses)
    {
        for (var i = 0; i < losses.Length; i++)
        {
            losses[i] = Place(rows, start + i) < 2 ? 1 : 0;
        }
    }

    private static int Place(Scored rows, int row)
    {
        var probabilities = rows.Predicted.Slice(row * rows.Outputs, rows.Outputs);
        var (truth, before) = ((int)rows.Truth[row], 0);
        for (var k = 0; k < probabilities.Length; k++)
        {
            before += probabilities[k] > probabilities[truth] || (probabilities[k] == probabilities[truth] && k > truth) ? 1 : 0;
        }

        return before;
    }
}
