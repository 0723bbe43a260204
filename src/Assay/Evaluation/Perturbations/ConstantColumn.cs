using Assay.Data;

namespace Assay.Evaluation.Perturbations;

/// <summary>Some columns show one and the same value in every row, as a sensor that is stuck.</summary>
[Named("constant-column")]
internal sealed class ConstantColumn : RowPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Columns that stand still";

    /// <inheritdoc/>
    public override string DoseUnit => "share of columns";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.1, 0.25, 0.5, 1];

    /// <inheritdoc/>
    protected override void Choose(Span<int> rows, Column column, PerturbationInput input)
    {
        var draw = CellDraw.Next(input.Random(this, column.Name), input.Dose);
        if (draw.Hit)
        {
            rows.Fill(draw.Pick(rows.Length));
        }
    }
}
