using Assay.Data;

namespace Assay.Evaluation.Perturbations;

/// <summary>Some cells show the value of any other row of their column, each column on its own.</summary>
[Named("shuffled-column")]
internal sealed class ShuffledColumn : RowPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Values of other rows";

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
            var draw = CellDraw.Next(random, input.Dose);
            rows[row] = draw.Hit ? draw.Pick(rows.Length) : row;
        }
    }
}
