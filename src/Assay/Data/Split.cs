namespace Assay.Data;

/// <summary>Which rows learn, which validate and which are locked away until the end. The same for every candidate.</summary>
public sealed record Split
{
    /// <summary>How rows were dealt.</summary>
    public required SplitKind Kind { get; init; }

    /// <summary>The column that names the groups or the time, if there is one.</summary>
    public string? By { get; init; }

    /// <summary>Rows that may be learnt from, in file order.</summary>
    public required int[] Development { get; init; }

    /// <summary>Rows of the locked test part, scored once, in file order.</summary>
    public required int[] Test { get; init; }

    /// <summary>The inner folds over <see cref="Development"/>, repeat after repeat. For a time split the first block is never validated on.</summary>
    public required IReadOnlyList<Fold> Folds { get; init; }

    /// <summary>How often the development rows were dealt into folds: as often every row is validated.</summary>
    public int Repeats => Folds.Count == 0 ? 0 : Folds[^1].Repeat + 1;

    /// <summary>The resampling unit of every row (length: rows of the data set): the group, the block of time, or the row itself. Empty when every row is its own unit.</summary>
    public int[] Units { get; init; } = [];

    /// <summary>The seed the rows were dealt with.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Plain sentences with the figures that led to this kind of split.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>The same split with the folds of its first repeat only.</summary>
    public Split Once() => this with { Folds = [.. Folds.Where(f => f.Repeat == 0)] };
}
