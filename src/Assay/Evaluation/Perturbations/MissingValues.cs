using Assay.Data;

namespace Assay.Evaluation.Perturbations;

/// <summary>Some cells missing, in columns of every kind.</summary>
[Named("missing-values")]
internal sealed class MissingValues : RowPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Values missing";

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
            rows[row] = random.NextDouble() < input.Dose ? -1 : row;
        }
    }
}
