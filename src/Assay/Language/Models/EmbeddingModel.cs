namespace Assay.Language.Models;

/// <summary>Something that turns texts into vectors whose angle says how alike the texts are.</summary>
internal abstract class EmbeddingModel : IDisposable
{
    /// <summary>One vector a text, in order, all of one length.</summary>
    public abstract Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellation);

    /// <inheritdoc/>
    public virtual void Dispose() => GC.SuppressFinalize(this);

    /// <summary>The cosine of the angle between two vectors, from -1 to 1; 0 when one has no length.</summary>
    public static double Cosine(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        var (dot, left, right) = (0.0, 0.0, 0.0);
        for (var i = 0; i < first.Length; i++)
        {
            dot += (double)first[i] * second[i];
            left += (double)first[i] * first[i];
            right += (double)second[i] * second[i];
        }

        return left == 0 || right == 0 ? 0 : dot / Math.Sqrt(left * right);
    }
}
