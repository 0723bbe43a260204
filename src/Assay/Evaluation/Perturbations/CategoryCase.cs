namespace Assay.Evaluation.Perturbations;

/// <summary>Some names in capitals or small letters only.</summary>
[Named("category-case")]
internal sealed class CategoryCase : CategoryPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Names in another case";

    /// <inheritdoc/>
    public override string DoseUnit => "share of cells";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.01, 0.05, 0.1, 0.2, 0.5];

    /// <inheritdoc/>
    protected override string? Change(int code, IReadOnlyList<string> levels, CellDraw draw) => draw.Hit ? Recased(levels[code], draw) : levels[code];

    private static string Recased(string name, CellDraw draw)
    {
        var (capitals, small) = (name.ToUpperInvariant(), name.ToLowerInvariant());
        return name == capitals || (name != small && draw.Sign > 0) ? small : capitals;
    }
}
