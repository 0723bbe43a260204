using Assay.Data;

namespace Assay.Evaluation.Perturbations;

/// <summary>Some rows show all values of another row, as after a join on the wrong key.</summary>
[Named("wrong-join")]
internal sealed class WrongJoin : RowPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Rows of somebody else";

    /// <inheritdoc/>
    public override string DoseUnit => "share of rows";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.01, 0.05, 0.1, 0.2, 0.5];

    /// <inheritdoc/>
    protected override void Choose(Span<int> rows, Column column, PerturbationInput input)
    {
        // The same stream for every column: whole rows go astray.
        var random = input.Random(this, "all columns");
        for (var row = 0; row < rows.Length; row++)
        {
            var draw = CellDraw.Next(random, input.Dose);
            rows[row] = draw.Hit ? draw.Pick(rows.Length) : row;
        }
    }
}
