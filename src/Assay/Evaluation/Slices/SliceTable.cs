namespace Assay.Evaluation.Slices;

/// <summary>What a search for weak slices looks at: coded columns and one loss a row.</summary>
public sealed record SliceTable
{
    /// <summary>Makes a table.</summary>
    /// <param name="columns">The columns slices are described by, at least one; names are unique.</param>
    /// <param name="losses">One finite number a row, larger is worse; may be negative (residuals y - p) for <see cref="SliceSide.Either"/>.</param>
    /// <param name="weights">One weight a row, at least 0; empty when every row counts the same.</param>
    /// <exception cref="ArgumentException">Columns, losses and weights do not line up, or a number is not finite.</exception>
    public SliceTable(IReadOnlyList<SliceColumn> columns, double[] losses, double[]? weights = null)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(losses);
        (Columns, Losses, Weights) = (columns, losses, weights ?? []);
        if (columns.FirstOrDefault(c => c.Codes.Length != losses.Length) is { } odd)
        {
            throw new ArgumentException($"Column \"{odd.Name}\" has {odd.Codes.Length} rows but there are {losses.Length} losses.", nameof(columns));
        }

        if (Weights.Length != 0 && Weights.Length != losses.Length)
        {
            throw new ArgumentException($"There are {Weights.Length} weights but {losses.Length} losses.", nameof(weights));
        }

        if (Array.FindIndex(losses, l => !double.IsFinite(l)) is >= 0 and var bad)
        {
            throw new ArgumentException($"The loss of row {bad} is {losses[bad]}; losses are finite numbers.", nameof(losses));
        }

        if (Array.FindIndex(Weights, w => !(w >= 0 && double.IsFinite(w))) is >= 0 and var wrong)
        {
            throw new ArgumentException($"The weight of row {wrong} is {Weights[wrong]}; weights are finite and at least 0.", nameof(weights));
        }
    }

    /// <summary>The columns slices are described by.</summary>
    public IReadOnlyList<SliceColumn> Columns { get; }

    /// <summary>One loss a row.</summary>
    public double[] Losses { get; }

    /// <summary>One weight a row; empty when every row counts the same.</summary>
    public double[] Weights { get; }

    /// <summary>The number of rows.</summary>
    public int Rows => Losses.Length;

    /// <summary>Whether losses are 0 and 1.</summary>
    internal bool IsZeroOne => Array.TrueForAll(Losses, l => l is 0 or 1);

    /// <summary>The default support: one row in a hundred, at least 32. Source: SliceLine's own default, Sagadeeva and Boehm, SIGMOD 2021.</summary>
    internal int UsualSupport => Math.Max(32, (Rows + 99) / 100);

    /// <summary>The same table with these rows only.</summary>
    internal SliceTable Take(int[] rows) => new(
        [.. Columns.Select(c => new SliceColumn(c.Name, Array.ConvertAll(rows, r => c.Codes[r]), c.Values))],
        Array.ConvertAll(rows, r => Losses[r]),
        Weights.Length == 0 ? [] : Array.ConvertAll(rows, r => Weights[r]));
}
