using System.Globalization;

namespace Assay.Evaluation.Perturbations;

/// <summary>Some cells with two neighbouring digits exchanged, the usual slip when numbers are copied by hand.</summary>
[Named("digits-swapped")]
internal sealed class DigitsSwapped : NumberPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Two digits change places";

    /// <inheritdoc/>
    public override string DoseUnit => "share of cells";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.01, 0.05, 0.1, 0.2, 0.5];

    /// <inheritdoc/>
    protected override double Change(double value, NumberFacts facts, CellDraw draw) => draw.Hit ? Swapped(value, draw) : value;

    private static double Swapped(double value, CellDraw draw)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        // The digits of an exponent stay.
        var end = text.IndexOf('E') is var exponent && exponent > 0 ? exponent : text.Length;
        var pairs = Enumerable.Range(0, end - 1).Where(i => char.IsAsciiDigit(text[i]) && char.IsAsciiDigit(text[i + 1]) && text[i] != text[i + 1]).ToArray();
        if (pairs.Length == 0)
        {
            return value;
        }

        var at = pairs[draw.Pick(pairs.Length)];
        return double.Parse($"{text[..at]}{text[at + 1]}{text[at]}{text[(at + 2)..]}", CultureInfo.InvariantCulture);
    }
}
