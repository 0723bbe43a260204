using Assay.Data;

namespace Assay.Evaluation.Perturbations;

/// <summary>A perturbation of numbers, cell by cell. Ordered codes stay whole; what would not be finite stays as it was.</summary>
internal abstract class NumberPerturbation : ColumnPerturbation
{
    /// <inheritdoc/>
    protected override string Needs => "column of numbers";

    /// <inheritdoc/>
    protected override bool Touches(Column column) => column is NumberColumn && column.Kind is ColumnKind.Number or ColumnKind.OrderedCode;

    /// <inheritdoc/>
    protected sealed override Column Change(Column column, PerturbationInput input)
    {
        var numbers = (NumberColumn)column;
        var facts = (input.Facts ?? new TableFacts(input.Rows, null)).Numbers(column.Name);
        var random = input.Random(this, column.Name);
        var changed = new double[column.Count];
        for (var row = 0; row < changed.Length; row++)
        {
            var draw = CellDraw.Next(random, input.Dose);
            var before = numbers.Values[row];
            var after = double.IsNaN(before) ? ChangeMissing(draw) : Change(before, facts, draw);
            after = column.Kind == ColumnKind.OrderedCode ? Math.Round(after) : after;
            changed[row] = double.IsInfinity(after) ? before : after;
        }

        return new NumberColumn(column.Name, column.Kind, changed);
    }

    /// <summary>The changed value; NaN for missing.</summary>
    protected abstract double Change(double value, NumberFacts facts, CellDraw draw);

    /// <summary>What becomes of a missing cell.</summary>
    protected virtual double ChangeMissing(CellDraw draw) => double.NaN;
}
