namespace Assay.Data;

/// <summary>A labelled table: typed columns, their roles, the target and a fingerprint over every cell.</summary>
public sealed partial record Dataset
{
    /// <summary>A short name, usually the file's.</summary>
    public required string Name { get; init; }

    /// <summary>Every column of the file in file order, all of the same length. Shared, never copied, between derived data sets.</summary>
    public required IReadOnlyList<Column> Columns { get; init; }

    /// <summary>One entry a column, in the same order.</summary>
    public required IReadOnlyList<ColumnInfo> Schema { get; init; }

    /// <summary>What is to be predicted.</summary>
    public required LearningTask Task { get; init; }

    /// <summary>The target: class index (0 to classes less 1; 1 is the positive class of a binary task) or value. Length: rows.</summary>
    public required ReadOnlyMemory<double> Target { get; init; }

    /// <summary>Class names in index order; empty for regression. For a binary task index 1 is the positive class.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Row weights, all at least 0; empty when every row counts the same.</summary>
    public ReadOnlyMemory<double> Weights { get; init; }

    /// <summary>Digests of the file as read, before any role was given.</summary>
    public required Fingerprint Fingerprint { get; init; }

    /// <summary>Decisions worth telling: rows left out, markers read as missing, and the like.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The number of rows.</summary>
    public int RowCount => Target.Length;

    /// <summary>The number of predicted numbers a row: one probability (binary), one a class (multiclass), one value (regression).</summary>
    public int Outputs => Task == LearningTask.Multiclass ? Classes.Count : 1;

    /// <summary>The name of the target column.</summary>
    public string TargetName => Schema.First(c => c.Role == ColumnRole.Target).Name;

    /// <summary>The columns that may be used to predict, in file order.</summary>
    public IReadOnlyList<Column> Features =>
        [.. Columns.Zip(Schema).Where(c => c.Second.Role == ColumnRole.Feature).Select(c => c.First)];

    /// <summary>Dates that are the time of the row: no features themselves, but month, weekday, hour and the like may be used to predict.</summary>
    public IReadOnlyList<NumberColumn> Calendar =>
        [.. Columns.Zip(Schema).Where(c => c.Second.GivesCalendar).Select(c => c.First).OfType<NumberColumn>()];

    /// <summary>The column with that role, or null. Where several have it, the first.</summary>
    public Column? With(ColumnRole role)
    {
        for (var i = 0; i < Schema.Count; i++)
        {
            if (Schema[i].Role == role)
            {
                return Columns[i];
            }
        }

        return null;
    }

    /// <summary>The column of that name, whatever its role.</summary>
    /// <exception cref="AssayException"><c>data.column-missing</c>.</exception>
    internal Column Named(string name) =>
        Columns.FirstOrDefault(c => c.Name == name)
        ?? throw new AssayException(
            "data.column-missing",
            $"Column \"{name}\" is not in {Name} (columns: {string.Join(", ", Columns.Select(c => c.Name))}).{Spelling.DidYouMean(name, Columns.Select(c => c.Name))}");

    /// <summary>The same table with these columns left out of the features and of the calendar, and the reason noted in the schema.</summary>
    public Dataset Without(IReadOnlyCollection<string> names, string reason) => this with
    {
        Schema = [.. Schema.Select(c => names.Contains(c.Name) && (c.Role == ColumnRole.Feature || c.GivesCalendar) ? c with { Role = ColumnRole.Dropped, Reason = reason } : c)],
    };

    /// <summary>The same table with the column of that name replaced; nothing else is copied.</summary>
    public Dataset Replacing(Column column) => this with { Columns = [.. Columns.Select(c => c.Name == column.Name ? column : c)] };

    /// <summary>A table of these rows alone, in this order; the same table when they are all of them in order. Fingerprint and schema stay those of the whole.</summary>
    /// <param name="rows">Row indices.</param>
    public Dataset Taking(int[] rows)
    {
        if (rows.Length == RowCount && rows.Index().All(r => r.Item == r.Index))
        {
            return this;
        }

        var taken = new Sample(this, rows);
        return this with
        {
            Columns = [.. Columns.Select(c => c.Taking(rows))],
            Target = taken.Target(),
            Weights = taken.Weights(),
            SourceRows = Array.ConvertAll(rows, r => SourceRows.Length > 0 ? SourceRows[r] : r),
        };
    }

    /// <summary>All rows, in order.</summary>
    public Sample All => new(this, [.. Enumerable.Range(0, RowCount)]);
}
