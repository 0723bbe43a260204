using Assay.Data;

namespace Assay.Evaluation.Perturbations;

/// <summary>Some cells show what the row before showed, as from a feed that hangs.</summary>
[Named("stale-values")]
internal sealed class StaleValues : RowPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Values from the row before";

    /// <inheritdoc/>
    public override string DoseUnit => "share of cells";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.01, 0.05, 0.1, 0.2, 0.5];

    /// <inheritdoc/>
    protected override void Choose(Span<int> rows, Column column, PerturbationInput input)
    {
        var random = input.Random(this, column.Name);
        for (var row = 0; row < rows.Length; row++)
        {
            // What is shown before may itself be stale: a feed that hangs repeats its last value.
            rows[row] = random.NextDouble() < input.Dose && row > 0 ? rows[row - 1] : row;
        }
    }
}
