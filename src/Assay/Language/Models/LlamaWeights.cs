using System.Runtime.InteropServices;

namespace Assay.Language.Models;

/// <summary>The weights of a Llama-2 model in the format of llama2.c: seven sizes, then numbers of four bytes.</summary>
internal sealed class LlamaWeights
{
    private readonly float[] all;

    private LlamaWeights(int[] sizes, float[] all)
    {
        this.all = all;
        (Width, Hidden, Layers, Heads, KeyHeads, Vocabulary, Length) = (sizes[0], sizes[1], sizes[2], sizes[3], sizes[4], Math.Abs(sizes[5]), sizes[6]);
        var (keys, at) = (Width * KeyHeads / Heads, 0);
        Range Take(int count) => at..(at += count);
        Embedding = Take(Vocabulary * Width);
        AttentionNorm = Take(Layers * Width);
        Query = Take(Layers * Width * Width);
        Key = Take(Layers * Width * keys);
        Value = Take(Layers * Width * keys);
        Output = Take(Layers * Width * Width);
        FeedNorm = Take(Layers * Width);
        Gate = Take(Layers * Width * Hidden);
        Down = Take(Layers * Width * Hidden);
        Up = Take(Layers * Width * Hidden);
        FinalNorm = Take(Width);
        // Two unused tables of rotations follow, then the output head unless it is the embedding.
        Take(Length * (Width / Heads));
        Head = sizes[5] > 0 ? Embedding : Take(Vocabulary * Width);
        if (at > all.Length)
        {
            throw new AssayException("model.file-cut", $"The model file has {all.Length} numbers, but its sizes ask for {at}: it is cut, or no llama2.c model.");
        }
    }

    public int Width { get; }

    public int Hidden { get; }

    public int Layers { get; }

    public int Heads { get; }

    public int KeyHeads { get; }

    public int Vocabulary { get; }

    /// <summary>The longest text in tokens.</summary>
    public int Length { get; }

    public Range Embedding { get; }

    public Range AttentionNorm { get; }

    public Range Query { get; }

    public Range Key { get; }

    public Range Value { get; }

    public Range Output { get; }

    public Range FeedNorm { get; }

    public Range Gate { get; }

    public Range Down { get; }

    public Range Up { get; }

    public Range FinalNorm { get; }

    public Range Head { get; }

    /// <summary>Reads a model.</summary>
    /// <exception cref="AssayException"><c>model.file-cut</c> or <c>data.file-missing</c>.</exception>
    public static LlamaWeights Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new AssayException("data.file-missing", $"There is no model file \"{path}\": give a model in the format of llama2.c (.bin).");
        }

        var octets = File.ReadAllBytes(path);
        if (octets.Length < 28)
        {
            throw new AssayException("model.file-cut", $"{path} has {octets.Length} bytes: too few for a model.");
        }

        var sizes = MemoryMarshal.Cast<byte, int>(octets.AsSpan(0, 28)).ToArray();
        return sizes.Where((_, i) => i != 5).Any(s => s is <= 0 or > 1 << 20)
            ? throw new AssayException("model.file-cut", $"{path} is no model in the format of llama2.c: it begins with the sizes {string.Join(", ", sizes)}.")
            : new LlamaWeights(sizes, MemoryMarshal.Cast<byte, float>(octets.AsSpan(28, (octets.Length - 28) / 4 * 4)).ToArray());
    }

    /// <summary>The part of a matrix that belongs to one layer.</summary>
    public ReadOnlySpan<float> Of(Range range, int layer, int layers)
    {
        var (offset, length) = range.GetOffsetAndLength(all.Length);
        return all.AsSpan(offset + (length / layers * layer), length / layers);
    }
}
