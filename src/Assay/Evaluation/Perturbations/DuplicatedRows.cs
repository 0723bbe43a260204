using Assay.Data;

namespace Assay.Evaluation.Perturbations;

/// <summary>Some rows arrive as a copy of the row before, in place of their own values.</summary>
[Named("duplicated-rows")]
internal sealed class DuplicatedRows : RowPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Rows repeated";

    /// <inheritdoc/>
    public override string DoseUnit => "share of rows";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.01, 0.05, 0.1, 0.2, 0.5];

    /// <inheritdoc/>
    protected override void Choose(Span<int> rows, Column column, PerturbationInput input)
    {
        // The same stream for every column: whole rows are repeated.
        var random = input.Random(this, "all columns");
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = random.NextDouble() < input.Dose && row > 0 ? rows[row - 1] : row;
        }
    }
}
