using Assay.Data;

namespace Assay.Evaluation.Models;

/// <summary>A LightGBM or XGBoost model file.</summary>
internal sealed class TreeModel(string name, TreeFile file, ModelSourceOptions options) : EvaluatedModel
{
    private const int BlockRows = 64;
    private FeatureBinding? binding;
    private ClassColumns? classes;
    private PredictionKind? kind;

    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override PredictionKind Kind => kind ?? options.Kind ?? file.Output.Kind;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Notes => [.. new[] { binding?.Note, classes?.Note }.OfType<string>()];

    /// <inheritdoc/>
    public override double[] Predict(Sample rows, CancellationToken cancellation)
    {
        Bind(rows.Data);
        var (own, width) = (file.Trees.Start.Length, file.Trees.Width);
        var predicted = new double[rows.Count * classes!.Outputs];
        var features = new double[BlockRows * width];
        var numbers = new double[BlockRows * own];
        for (var at = 0; at < rows.Count; at += BlockRows)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = Math.Min(BlockRows, rows.Count - at);
            binding!.Write(rows.Rows.AsSpan(at, count), features);
            file.Predict(features.AsSpan(0, count * width), numbers.AsSpan(0, count * own));
            for (var row = 0; row < count; row++)
            {
                Place(numbers.AsSpan(row * own, own), predicted.AsSpan((at + row) * classes.Outputs, classes.Outputs));
            }
        }

        return predicted;
    }

    private void Bind(Dataset data)
    {
        if (ReferenceEquals(binding?.Data, data))
        {
            return;
        }

        kind = data.Task == LearningTask.Regression ? PredictionKind.Value : options.Kind ?? file.Output.Kind;
        classes = ClassColumns.Of(data, options.Classes, (file.Trees.Start.Length, kind.Value), name);
        binding = FeatureBinding.Of(data, file.Features, options);
    }

    // One-against-all probabilities of LightGBM do not sum to 1 by themselves.
    private void Place(Span<double> numbers, Span<double> placed)
    {
        classes!.Place(numbers, placed);
        var sum = 0.0;
        foreach (var number in placed)
        {
            sum += number;
        }

        if (placed.Length > 1 && kind == PredictionKind.Probability && sum > 0)
        {
            foreach (ref var number in placed)
            {
                number /= sum;
            }
        }
    }
}
