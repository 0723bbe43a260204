using System.Globalization;

namespace Assay.Evaluation.Perturbations;

/// <summary>Numbers rounded to four, three, two or one significant digits.</summary>
[Named("rounding")]
internal sealed class Rounding : NumberPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Numbers with fewer digits";

    /// <inheritdoc/>
    public override string DoseUnit => "significant digits fewer than five";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [1, 2, 3, 4];

    /// <inheritdoc/>
    protected override double Change(double value, NumberFacts facts, CellDraw draw) => draw.Dose >= 1 ? Rounded(value, Math.Max(1, 5 - (int)draw.Dose)) : value;

    // Through the written number: powers of ten are not exact.
    private static double Rounded(double value, int digits) =>
        double.Parse(value.ToString($"E{digits - 1}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
