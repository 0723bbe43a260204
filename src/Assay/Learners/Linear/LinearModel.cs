using System.Runtime.InteropServices;
using Assay.Data;

namespace Assay.Learners.Linear;

/// <summary>Weights of features.</summary>
internal sealed class LinearModel(LinearModel.Content content, double[] weights) : Model
{
    private const int BlockRows = 256;
    private volatile Bound? last;

    /// <inheritdoc/>
    public override string Learner => content.Learner;

    /// <inheritdoc/>
    public override int Outputs => content.Outputs;

    /// <inheritdoc/>
    public override long StepsPerRow => content.StepsPerRow;

    /// <summary>Feature weights, intercept first: width x outputs.</summary>
    public IReadOnlyList<double> Weights => weights;

    /// <summary>The encoding, the target's scale and the task.</summary>
    public Content Description => content;

    /// <inheritdoc/>
    public override void Predict(Sample rows, Span<double> predicted)
    {
        Shapes.Check(this, rows, predicted);
        var bound = last;
        if (bound is null || !ReferenceEquals(bound.Data, rows.Data))
        {
            last = bound = new Bound(rows.Data, content.Encoding.Bind(rows.Data));
        }

        var block = new SparseRows(content.Encoding.Width);
        for (var at = 0; at < rows.Count; at += BlockRows)
        {
            var count = Math.Min(BlockRows, rows.Count - at);
            block.Clear();
            for (var i = 0; i < count; i++)
            {
                bound.Write(rows.Rows[at + i], block);
            }

            var own = predicted.Slice(at * Outputs, count * Outputs);
            block.Times(weights, Outputs, own);
            Finish(own, Outputs, content);
        }
    }

    /// <summary>Turns scores into predictions in place.</summary>
    public static void Finish(Span<double> scores, int outputs, Content content)
    {
        for (var i = 0; i < scores.Length; i += outputs)
        {
            switch (content.Task)
            {
                case LearningTask.Binary:
                    scores[i] = 1 / (1 + Math.Exp(-scores[i]));
                    break;
                case LearningTask.Multiclass:
                    SoftmaxLoss.Normalise(scores.Slice(i, outputs));
                    break;
                default:
                    scores[i] = content.Scale.Back(scores[i]);
                    break;
            }
        }
    }

    /// <inheritdoc/>
    public override void Save(ModelFiles files)
    {
        files.WriteJson("linear.json", content);
        files.Write("weights.bin", MemoryMarshal.AsBytes<double>(weights).ToArray());
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="AssayException"><c>model.file-broken</c>.</exception>
    public static LinearModel Load(ModelFiles files)
    {
        var content = files.ReadJson<Content>("linear.json");
        var bytes = files.Read("weights.bin");
        if (bytes.Length != content.Encoding.Width * content.Outputs * sizeof(double))
        {
            throw new AssayException("model.file-broken", $"weights.bin holds {bytes.Length / sizeof(double)} weights, but the encoding needs {content.Encoding.Width * content.Outputs}. Copy the whole model folder again.");
        }

        return new LinearModel(content, MemoryMarshal.Cast<byte, double>(bytes).ToArray());
    }

    private sealed record Bound(Dataset Data, Action<int, SparseRows> Write);

    /// <summary>What is saved beside the weights.</summary>
    internal sealed record Content(string Learner, LearningTask Task, int Outputs, long StepsPerRow, TargetScale Scale, LinearEncoding Encoding);
}
