using Assay.Data;

namespace Assay.Evaluation.Perturbations;

/// <summary>In some rows, neighbouring columns of the same kind hold each other's values.</summary>
[Named("swapped-columns")]
internal sealed class SwappedColumns : Perturbation
{
    /// <inheritdoc/>
    public override string Title => "Columns exchanged";

    /// <inheritdoc/>
    public override string DoseUnit => "share of rows";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.01, 0.05, 0.1, 0.2, 0.5];

    /// <inheritdoc/>
    public override string? Refuses(PerturbationInput input) => Pairs(input).Any() ? null : "there are no two columns of the same kind to exchange";

    /// <inheritdoc/>
    protected override Dataset Change(PerturbationInput input) => input.With(Pairs(input).SelectMany(pair => Swapped(pair.First, pair.Second, input)));

    // Neighbours of one kind in the table's order, each column in one pair at most.
    private static IEnumerable<(Column First, Column Second)> Pairs(PerturbationInput input) =>
        input.Open.GroupBy(c => c.Kind).SelectMany(g => g.Chunk(2)).Where(p => p.Length == 2).Select(p => (p[0], p[1]));

    private Column[] Swapped(Column first, Column second, PerturbationInput input)
    {
        var random = input.Random(this, first.Name);
        var hit = new bool[first.Count];
        for (var row = 0; row < hit.Length; row++)
        {
            hit[row] = random.NextDouble() < input.Dose;
        }

        return [Mixed(first, second, hit), Mixed(second, first, hit)];
    }

    private static Column Mixed(Column own, Column other, bool[] hit) => (own, other) switch
    {
        (NumberColumn a, NumberColumn b) => new NumberColumn(own.Name, own.Kind, [.. hit.Select((h, row) => (h ? b : a).Values[row])]),
        (CategoryColumn a, _) => Cells.Categories(a, [.. hit.Select((h, row) => (h ? other : own).Show(row))]),
        _ => new TextColumn(own.Name, own.Kind, [.. hit.Select((h, row) => (h ? other : own).Show(row))]),
    };
}
