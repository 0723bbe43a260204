using Assay.Tracking.Versions;

namespace Assay.Evaluation.Differences;

/// <summary>The difference of two tables in five levels: identity, schema, rows, distributions, meaning.</summary>
/// <param name="First">The table before.</param>
/// <param name="Second">The table after.</param>
public sealed record DataDiff(DataIdentity First, DataIdentity Second)
{
    /// <summary>Whether every cell is the same, in the same order.</summary>
    public bool Identical => First.Ordered == Second.Ordered;

    /// <summary>Whether the rows are the same, in whatever order.</summary>
    public bool SameRows => First.Unordered == Second.Unordered;

    /// <summary>Differences of columns.</summary>
    public IReadOnlyList<SchemaChange> Schema { get; init; } = [];

    /// <summary>Differences of rows.</summary>
    public RowDifferences Rows { get; init; } = new();

    /// <summary>Columns of both tables, flagged ones first, then in order of the first table.</summary>
    public IReadOnlyList<ColumnShift> Columns { get; init; } = [];

    /// <summary>What it means for training.</summary>
    public DataMeaning Meaning { get; init; } = new();

    /// <summary>What was assumed or left out.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Compares two files.</summary>
    /// <param name="first">A table as <see cref="Data.Dataset.Read(string, string)"/> reads it.</param>
    /// <param name="second">Another.</param>
    /// <param name="options">What is not to be inferred.</param>
    /// <exception cref="AssayException"><c>data.…</c> as for reading; <c>data.column-missing</c> for a column that is named and not there.</exception>
    public static DataDiff Between(string first, string second, DataDiffOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var comparison = new TableComparison(TablePair.Read(first, second), options);
        var diff = comparison.Run();
        return options.Model is { } model
            ? diff with { Meaning = diff.Meaning with { Model = ModelChange.Of(model, (first, second), options, comparison.RowsForModel()) } }
            : diff;
    }

    /// <summary>Compares two versions of a store: by what is between them where one is kept as changes of the other, else whole.</summary>
    /// <exception cref="AssayException">As for files; <c>data.not-a-table</c> for a version that is none.</exception>
    public static DataDiff Between(DataVersions versions, DataVersion first, DataVersion second, DataDiffOptions options)
    {
        ArgumentNullException.ThrowIfNull(versions);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Model is null && VersionDiff.Of(versions, (first, second), options) is { } quick)
        {
            return quick;
        }

        using var one = new CheckedOutTable(versions, first);
        using var two = new CheckedOutTable(versions, second);
        var diff = Between(one.Path, two.Path, options);
        return diff with { First = diff.First with { Name = $"{first}" }, Second = diff.Second with { Name = $"{second}" } };
    }
}
