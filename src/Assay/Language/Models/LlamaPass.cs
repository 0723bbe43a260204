using System.Numerics;

namespace Assay.Language.Models;

/// <summary>One text going through a Llama-2 model token by token, keys and values of earlier tokens kept.</summary>
/// <remarks>Source: Touvron et al., 2023 (arXiv:2307.09288); RMSNorm epsilon 1e-5, interleaved rotary pairs of base 10,000, SwiGLU.</remarks>
internal sealed class LlamaPass
{
    private readonly LlamaWeights weights;
    private readonly float[] keys;
    private readonly float[] values;
    private readonly float[] state;
    private readonly float[] normed;
    private readonly float[] query;
    private readonly float[] mixed;
    private readonly float[] gate;
    private readonly float[] up;
    private readonly float[] scores;
    private readonly float[] logits;
    private readonly float[] frequencies;
    private readonly int keyWidth;

    public LlamaPass(LlamaWeights weights)
    {
        this.weights = weights;
        keyWidth = weights.Width * weights.KeyHeads / weights.Heads;
        keys = new float[weights.Layers * weights.Length * keyWidth];
        values = new float[keys.Length];
        state = new float[weights.Width];
        normed = new float[weights.Width];
        query = new float[weights.Width];
        mixed = new float[weights.Width];
        gate = new float[weights.Hidden];
        up = new float[weights.Hidden];
        scores = new float[weights.Length];
        logits = new float[weights.Vocabulary];
        var size = weights.Width / weights.Heads;
        frequencies = [.. Enumerable.Range(0, size / 2).Select(i => MathF.Pow(10000, -2 * i / (float)size))];
    }

    /// <summary>Tokens taken so far.</summary>
    public int Position { get; private set; }

    /// <summary>Forgets all but the first tokens.</summary>
    public void Rewind(int position) => Position = position;

    /// <summary>Takes a token; the logits of the next one are valid until the next call.</summary>
    public ReadOnlySpan<float> Take(int token)
    {
        weights.Of(weights.Embedding, token, weights.Vocabulary).CopyTo(state);
        for (var layer = 0; layer < weights.Layers; layer++)
        {
            Attend(layer);
            Feed(layer);
        }

        Normalize(state, weights.Of(weights.FinalNorm, 0, 1), normed);
        Multiply(weights.Of(weights.Head, 0, 1), normed, logits);
        Position++;
        return logits;
    }

    private void Attend(int layer)
    {
        Normalize(state, weights.Of(weights.AttentionNorm, layer, weights.Layers), normed);
        var offset = layer * weights.Length * keyWidth;
        var key = keys.AsSpan(offset + (Position * keyWidth), keyWidth);
        Multiply(weights.Of(weights.Query, layer, weights.Layers), normed, query);
        Multiply(weights.Of(weights.Key, layer, weights.Layers), normed, key);
        Multiply(weights.Of(weights.Value, layer, weights.Layers), normed, values.AsSpan(offset + (Position * keyWidth), keyWidth));
        var size = weights.Width / weights.Heads;
        Rotate(query, size);
        Rotate(key, size);
        for (var head = 0; head < weights.Heads; head++)
        {
            var shared = head / (weights.Heads / weights.KeyHeads) * size;
            Mix(query.AsSpan(head * size, size), mixed.AsSpan(head * size, size), offset + shared);
        }

        Multiply(weights.Of(weights.Output, layer, weights.Layers), mixed, normed);
        Add(normed);
    }

    // What one head takes from every token so far, by how well keys fit the query.
    private void Mix(ReadOnlySpan<float> asked, Span<float> result, int offset)
    {
        var scale = 1 / MathF.Sqrt(asked.Length);
        var largest = float.NegativeInfinity;
        for (var t = 0; t <= Position; t++)
        {
            scores[t] = Dot(asked, keys.AsSpan(offset + (t * keyWidth), asked.Length)) * scale;
            largest = Math.Max(largest, scores[t]);
        }

        var sum = 0f;
        for (var t = 0; t <= Position; t++)
        {
            scores[t] = MathF.Exp(scores[t] - largest);
            sum += scores[t];
        }

        result.Clear();
        for (var t = 0; t <= Position; t++)
        {
            var share = scores[t] / sum;
            var value = values.AsSpan(offset + (t * keyWidth), result.Length);
            for (var i = 0; i < result.Length; i++)
            {
                result[i] += share * value[i];
            }
        }
    }

    private void Feed(int layer)
    {
        Normalize(state, weights.Of(weights.FeedNorm, layer, weights.Layers), normed);
        Multiply(weights.Of(weights.Gate, layer, weights.Layers), normed, gate);
        Multiply(weights.Of(weights.Up, layer, weights.Layers), normed, up);
        for (var i = 0; i < gate.Length; i++)
        {
            gate[i] = gate[i] / (1 + MathF.Exp(-gate[i])) * up[i];
        }

        Multiply(weights.Of(weights.Down, layer, weights.Layers), gate, normed);
        Add(normed);
    }

    private void Add(float[] more)
    {
        for (var i = 0; i < state.Length; i++)
        {
            state[i] += more[i];
        }
    }

    private void Rotate(Span<float> vector, int size)
    {
        for (var i = 0; i < vector.Length; i += 2)
        {
            var (sine, cosine) = MathF.SinCos(Position * frequencies[i % size / 2]);
            (vector[i], vector[i + 1]) = ((vector[i] * cosine) - (vector[i + 1] * sine), (vector[i] * sine) + (vector[i + 1] * cosine));
        }
    }

    private static void Normalize(ReadOnlySpan<float> from, ReadOnlySpan<float> scale, Span<float> to)
    {
        var factor = 1 / MathF.Sqrt((Dot(from, from) / from.Length) + 1e-5f);
        for (var i = 0; i < from.Length; i++)
        {
            to[i] = scale[i] * (factor * from[i]);
        }
    }

    // Rows of the matrix times the vector.
    private static void Multiply(ReadOnlySpan<float> matrix, ReadOnlySpan<float> vector, Span<float> result)
    {
        for (var row = 0; row < result.Length; row++)
        {
            result[row] = Dot(matrix.Slice(row * vector.Length, vector.Length), vector);
        }
    }

    // Eight lanes on every machine, so that the same text gives the same bits.
    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var (low, high, i) = (Vector4.Zero, Vector4.Zero, 0);
        for (; i + 8 <= a.Length; i += 8)
        {
            low += new Vector4(a[i..]) * new Vector4(b[i..]);
            high += new Vector4(a[(i + 4)..]) * new Vector4(b[(i + 4)..]);
        }

        var four = low + high;
        var sum = four.X + four.Y + (four.Z + four.W);
        for (; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
