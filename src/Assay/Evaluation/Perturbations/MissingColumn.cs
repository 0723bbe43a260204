using Assay.Data;

namespace Assay.Evaluation.Perturbations;

/// <summary>Some columns are missing in every row, as when a source is down.</summary>
[Named("missing-column")]
internal sealed class MissingColumn : RowPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Columns missing";

    /// <inheritdoc/>
    public override string DoseUnit => "share of columns";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.1, 0.25, 0.5, 1];

    /// <inheritdoc/>
    protected override void Choose(Span<int> rows, Column column, PerturbationInput input)
    {
        if (input.Random(this, column.Name).NextDouble() < input.Dose)
        {
            rows.Fill(-1);
        }
    }
}
