using Assay.Data;

namespace Assay.Evaluation.Perturbations;

/// <summary>A perturbation of names, cell by cell; a name no level has makes a new level.</summary>
internal abstract class CategoryPerturbation : ColumnPerturbation
{
    /// <inheritdoc/>
    protected override string Needs => "column of names";

    /// <inheritdoc/>
    protected override bool Touches(Column column) => column is CategoryColumn { Kind: ColumnKind.Category or ColumnKind.Boolean, Levels.Count: > 0 };

    /// <inheritdoc/>
    protected sealed override Column Change(Column column, PerturbationInput input)
    {
        var names = (CategoryColumn)column;
        var random = input.Random(this, column.Name);
        var changed = new string?[column.Count];
        for (var row = 0; row < changed.Length; row++)
        {
            var draw = CellDraw.Next(random, input.Dose);
            changed[row] = names.Codes[row] < 0 ? null : Change(names.Codes[row], names.Levels, draw);
        }

        return Cells.Categories(names, changed);
    }

    /// <summary>The changed name; null for missing.</summary>
    /// <param name="code">The cell's level.</param>
    /// <param name="levels">The names of the levels.</param>
    /// <param name="draw">The cell's luck.</param>
    protected abstract string? Change(int code, IReadOnlyList<string> levels, CellDraw draw);
}
