namespace Assay.Evaluation.Models;

/// <summary>What a tree model's file says.</summary>
/// <param name="Trees">The trees.</param>
/// <param name="Output">What becomes of their sums.</param>
internal sealed record TreeFile(TreeEnsemble Trees, TreeOutput Output)
{
    /// <summary>The features in the model's order; as many as the trees read.</summary>
    public required IReadOnlyList<FeatureRequest> Features { get; init; }

    /// <summary>What the sums are divided by at the end; 1 but for random forests of LightGBM.</summary>
    public double Divisor { get; init; } = 1;

    /// <summary>The numbers of some rows as the library gives them, outputs a row.</summary>
    /// <param name="features">Row after row; may be changed.</param>
    /// <param name="numbers">Overwritten.</param>
    public void Predict(Span<double> features, Span<double> numbers)
    {
        Trees.Score(features, numbers);
        var outputs = Trees.Start.Length;
        for (var at = 0; at < numbers.Length; at += outputs)
        {
            var row = numbers.Slice(at, outputs);
            foreach (ref var sum in row)
            {
                sum /= Divisor;
            }

            Output.Apply(row);
        }
    }
}
