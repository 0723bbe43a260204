using System.Globalization;
using Assay.Language.Models;

namespace Assay.Language.Asking;

/// <summary>What a million tokens cost, in any currency.</summary>
/// <param name="Read">Of prompts.</param>
/// <param name="Written">Of answers.</param>
public sealed record TokenPrice(double Read, double Written)
{
    private const double Million = 1_000_000;

    /// <summary>What these tokens cost.</summary>
    public double Of(TokenUsage usage) => ((usage.Read * Read) + (usage.Written * Written)) / Million;

    /// <summary>Reads <c>READ/WRITTEN</c>, such as <c>0.15/0.60</c>.</summary>
    /// <exception cref="AssayException"><c>usage.price</c>.</exception>
    public static TokenPrice Parse(string text)
    {
        var parts = text.Split('/');
        return parts.Length == 2 && Number(parts[0]) is { } read && Number(parts[1]) is { } written
            ? new TokenPrice(read, written)
            : throw new AssayException("usage.price", $"A price is two numbers for a million tokens, read and written, such as 0.15/0.60; found \"{text}\".");
    }

    private static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 0 and < double.PositiveInfinity ? number : null;
}
