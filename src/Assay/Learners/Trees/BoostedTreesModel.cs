using Assay.Data;
using Assay.Learners.Linear;

namespace Assay.Learners.Trees;

/// <summary>An encoding and the trees grown on it.</summary>
internal sealed class BoostedTreesModel : Model
{
    private const int BlockRows = 128;
    private readonly Description description;
    private readonly string text;
    private readonly TreeForest forest;
    private readonly TargetTransform transform;
    private volatile BoundEncoding? last;

    /// <summary>Reads the trees and keeps their text.</summary>
    public BoostedTreesModel(Description description, string text)
    {
        this.description = description;
        this.text = text;
        forest = TreeForest.Parse(text);
        transform = new TargetTransform(description.TargetTransform);
        if (forest.Width != description.Encoding.Width)
        {
            throw new AssayException("model.file-broken", $"The trees read {forest.Width} features but the encoding makes {description.Encoding.Width}. Copy the whole model folder again.");
        }
    }

    /// <inheritdoc/>
    public override string Learner => description.Learner;

    /// <inheritdoc/>
    public override int Outputs => forest.Outputs;

    /// <inheritdoc/>
    public override long StepsPerRow => forest.Width + forest.NodesARow;

    /// <summary>Rounds in the model.</summary>
    public int Rounds => forest.Trees / forest.Outputs;

    /// <inheritdoc/>
    public override void Predict(Sample rows, Span<double> predicted)
    {
        if (predicted.Length != rows.Count * Outputs)
        {
            throw new ArgumentException($"{rows.Count} rows with {Outputs} outputs need {rows.Count * Outputs} places, but there are {predicted.Length}.", nameof(predicted));
        }

        var encoded = last;
        if (encoded is null || !ReferenceEquals(encoded.Data, rows.Data))
        {
            last = encoded = description.Encoding.Bind(rows.Data);
        }

        var width = forest.Width;
        var block = rows.Count == 1 && width <= 512 ? stackalloc double[width] : new double[Math.Min(rows.Count, BlockRows) * width];
        for (var at = 0; at < rows.Count; at += BlockRows)
        {
            var count = Math.Min(BlockRows, rows.Count - at);
            var scores = predicted.Slice(at * Outputs, count * Outputs);
            encoded.Write(rows.Rows.AsSpan(at, count), block);
            forest.Score(block[..(count * width)], scores);
            Finish(scores);
        }
    }

    /// <inheritdoc/>
    public override void Save(ModelFiles files)
    {
        files.WriteJson("trees.json", description);
        files.Write("trees.txt", text);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static BoostedTreesModel Load(ModelFiles files) => new(files.ReadJson<Description>("trees.json"), files.ReadText("trees.txt"));

    private void Finish(Span<double> scores)
    {
        for (var at = 0; at < scores.Length; at += Outputs)
        {
            switch (description.Task)
            {
                case LearningTask.Binary when transform.Name != TargetTransform.Share.Name:
                    scores[at] = 1 / (1 + Math.Exp(-scores[at]));
                    break;
                case LearningTask.Multiclass:
                    SoftmaxLoss.Normalise(scores.Slice(at, Outputs));
                    break;
                default:
                    scores[at] = transform.Back(scores[at]);
                    break;
            }
        }
    }

    /// <summary>What is saved beside the trees.</summary>
    /// <param name="Learner">The learner's name.</param>
    /// <param name="Task">What is predicted.</param>
    /// <param name="TargetTransform">What was boosted instead of the label.</param>
    /// <param name="Encoding">How columns become features.</param>
    internal sealed record Description(string Learner, LearningTask Task, string TargetTransform, TreeEncoding Encoding);
}
