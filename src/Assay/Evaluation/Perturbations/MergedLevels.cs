using Assay.Data;

namespace Assay.Evaluation.Perturbations;

/// <summary>The rarest names of every column become its most usual one, as after somebody tidied up a list.</summary>
[Named("merged-levels")]
internal sealed class MergedLevels : ColumnPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Rare names merged into the usual one";

    /// <inheritdoc/>
    public override string DoseUnit => "share of rows whose name goes";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.01, 0.05, 0.1, 0.2, 0.5];

    /// <inheritdoc/>
    protected override string Needs => "column of names";

    /// <inheritdoc/>
    protected override bool Touches(Column column) => column is CategoryColumn { Kind: ColumnKind.Category, Levels.Count: > 1 };

    /// <inheritdoc/>
    protected override Column Change(Column column, PerturbationInput input)
    {
        var names = (CategoryColumn)column;
        var counts = new int[names.Levels.Count];
        foreach (var code in names.Codes)
        {
            counts[Math.Max(code, 0)] += code < 0 ? 0 : 1;
        }

        var map = new int[counts.Length];
        var order = Enumerable.Range(0, counts.Length).OrderBy(code => counts[code]).ThenBy(code => code).ToArray();
        var gone = 0.0;
        foreach (var code in order)
        {
            gone += counts[code];
            map[code] = gone <= input.Dose * names.Count ? order[^1] : code;
        }

        return new CategoryColumn(names.Name, names.Kind, [.. names.Codes.ToArray().Select(c => c < 0 ? -1 : map[c])], [.. names.Levels]);
    }
}
