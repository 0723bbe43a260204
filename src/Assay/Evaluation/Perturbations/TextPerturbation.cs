using Assay.Data;
using Assay.Numerics;

namespace Assay.Evaluation.Perturbations;

/// <summary>A perturbation of free text.</summary>
internal abstract class TextPerturbation : ColumnPerturbation
{
    /// <inheritdoc/>
    public sealed override PerturbationFamily Family => PerturbationFamily.Text;

    /// <inheritdoc/>
    protected sealed override string Needs => "column of free text";

    /// <inheritdoc/>
    protected sealed override bool Touches(Column column) => column is TextColumn { Kind: ColumnKind.Text };

    /// <inheritdoc/>
    protected sealed override Column Change(Column column, PerturbationInput input)
    {
        var texts = (TextColumn)column;
        var changed = new string?[column.Count];
        for (var row = 0; row < changed.Length; row++)
        {
            changed[row] = texts.Values[row] is { } text ? Change(text, input.Random(this, column.Name, row), input.Dose) : null;
        }

        return new TextColumn(column.Name, column.Kind, changed);
    }

    /// <summary>The changed text. Takes as many random numbers at every dose.</summary>
    protected abstract string Change(string text, SeededRandom random, double dose);
}
