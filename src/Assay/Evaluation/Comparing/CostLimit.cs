using System.Globalization;

namespace Assay.Evaluation.Comparing;

/// <summary>The most that a cost may grow from the first system to the second.</summary>
/// <param name="Name">The cost: a column of numbers in both files, or what was measured of both models (<c>latency</c>, <c>size</c>).</param>
/// <param name="Most">The most: a share of the first's mean when relative, otherwise in the cost's own unit; at least 0.</param>
/// <param name="Relative">Whether <paramref name="Most"/> is a share.</param>
public sealed record CostLimit(string Name, double Most, bool Relative)
{
    /// <summary>Reads <c>latency=10%</c> (a tenth more is accepted) or <c>latency=0.5</c> (half a unit more).</summary>
    /// <exception cref="AssayException"><c>usage.limit</c>.</exception>
    public static CostLimit Parse(string text)
    {
        var at = text.LastIndexOf('=');
        var amount = at > 0 ? text[(at + 1)..].Trim() : "";
        var relative = amount.EndsWith('%');
        return at > 0 && double.TryParse(relative ? amount[..^1] : amount, NumberStyles.Float, CultureInfo.InvariantCulture, out var most) && most >= 0 && double.IsFinite(most)
            ? new CostLimit(text[..at].Trim(), relative ? most / 100 : most, relative)
            : throw new AssayException("usage.limit", $"A limit is NAME=10% or NAME=0.5 (how much more is accepted, at least 0); found \"{text}\".");
    }

    /// <summary>As it is written.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}={(Relative ? Most * 100 : Most):R}{(Relative ? "%" : "")}");
}
