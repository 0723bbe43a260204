using Assay.Data;

namespace Assay.Evaluation.Perturbations;

/// <summary>A perturbation that shows, in some cells, the cell of another row or nothing; for columns of any kind.</summary>
internal abstract class RowPerturbation : ColumnPerturbation
{
    /// <inheritdoc/>
    protected override string Needs => "column";

    /// <inheritdoc/>
    protected override bool Touches(Column column) => true;

    /// <inheritdoc/>
    protected sealed override Column Change(Column column, PerturbationInput input)
    {
        var rows = new int[column.Count];
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = row;
        }

        Choose(rows, column, input);
        return column.Taking(rows);
    }

    /// <summary>Says which row each cell comes from; -1 for a missing cell.</summary>
    /// <param name="rows">Every row's own number, to be changed.</param>
    /// <param name="column">The column as it is.</param>
    /// <param name="input">Dose and seed.</param>
    protected abstract void Choose(Span<int> rows, Column column, PerturbationInput input);
}
