using System.Security.Cryptography;
using System.Text;
using Assay.Language.Tasks;

namespace Assay.Language.Models;

/// <summary>One thing asked of a model in one request.</summary>
internal abstract record ModelQuestion
{
    /// <summary>128 bits of SHA-256 over everything the answer depends on, so that an answer is found again.</summary>
    /// <param name="model">What names the model, such as its address.</param>
    public UInt128 Digest(string model)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, model);
        Add(hash, GetType().Name);
        foreach (var part in Parts())
        {
            Add(hash, part);
        }

        Span<byte> made = stackalloc byte[32];
        hash.GetHashAndReset(made);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(made);
    }

    /// <summary>The texts the answer depends on, in a fixed order.</summary>
    protected abstract IEnumerable<string> Parts();

    // A length before every part, so that no two lists of parts run together to the same bytes.
    private static void Add(IncrementalHash hash, string part)
    {
        var octets = Encoding.UTF8.GetBytes(part);
        hash.AppendData(BitConverter.GetBytes(octets.Length));
        hash.AppendData(octets);
    }
}

/// <summary>How likely each of several continuations of one context is.</summary>
internal sealed record LikelihoodQuestion(string Context, IReadOnlyList<string> Continuations) : ModelQuestion
{
    protected override IEnumerable<string> Parts() => [Context, .. Continuations];
}

/// <summary>How likely a whole text is.</summary>
internal sealed record TextQuestion(string Text) : ModelQuestion
{
    protected override IEnumerable<string> Parts() => [Text];
}

/// <summary>A text that goes on from a prompt; repeats of one prompt are different questions.</summary>
internal sealed record GenerationQuestion(TaskPrompt Prompt, GenerationSettings Settings, int Repeat) : ModelQuestion
{
    protected override IEnumerable<string> Parts() =>
    [
        Prompt.Text ?? "", .. (Prompt.Messages ?? []).SelectMany(m => new[] { m.Role, m.Content }), Prompt.ContinuesLast.ToString(),
        .. Settings.Until, FormattableString.Invariant($"{Settings.MostTokens} {Settings.Temperature:R} {Repeat}"),
    ];
}
