namespace Assay.Data;

/// <summary>What the user said about each column, checked against the names in the table.</summary>
internal sealed class RoleAssignment
{
    private readonly Dictionary<string, (ColumnRole Role, string Reason)> told = new(StringComparer.Ordinal);
    private readonly HashSet<string> categorical;
    private readonly HashSet<string> text;

    /// <summary>Checks the names in the options.</summary>
    /// <exception cref="AssayException"><c>data.column-missing</c>, <c>usage.role-twice</c>, <c>usage.kind-twice</c>.</exception>
    public RoleAssignment(ReadOptions options, IReadOnlyList<string> columns, string file)
    {
        Give(options.Target, ColumnRole.Target, "The target.");
        Give(options.Weight, ColumnRole.Weight, "Told to be the weight of the row.");
        Give(options.Group, ColumnRole.Group, "Told to name the entity of the row.");
        Give(options.Time, ColumnRole.Time, "Told to be the time of the row.");
        Give(options.Id, ColumnRole.RowId, "Told to name the row.");
        foreach (var name in options.Existing)
        {
            Give(name, ColumnRole.Existing, "Told to hold an existing answer, a baseline to beat.");
        }

        foreach (var name in options.Drop)
        {
            Give(name, ColumnRole.Dropped, "Told to be left out.");
        }

        categorical = [.. options.Categorical.Select(n => Known(n, columns, file))];
        text = [.. options.Text.Select(n => Known(n, columns, file))];
        var both = categorical.FirstOrDefault(text.Contains);
        if (both is not null)
        {
            throw new AssayException("usage.kind-twice", $"Column \"{both}\" is asked for both as category and as text. Choose one.");
        }

        void Give(string? name, ColumnRole role, string reason)
        {
            if (name is null)
            {
                return;
            }

            if (!told.TryAdd(Known(name, columns, file), (role, reason)))
            {
                throw new AssayException("usage.role-twice", $"Column \"{name}\" is asked for both as {told[name].Role.ToString().ToLowerInvariant()} and as {role.ToString().ToLowerInvariant()}. Choose one.");
            }
        }
    }

    /// <summary>The role the user gave the column, if any.</summary>
    public (ColumnRole Role, string Reason)? RoleOf(string column) => told.TryGetValue(column, out var given) ? given : null;

    /// <summary>The kind the user asked for, if any.</summary>
    public ColumnKind? KindOf(string column) =>
        categorical.Contains(column) ? ColumnKind.Category : text.Contains(column) ? ColumnKind.Text : null;

    /// <summary>Whether the cells stay as written: no reading of texts as numbers or dates.</summary>
    public bool KeepsText(string column) => KindOf(column) is not null;

    private static string Known(string name, IReadOnlyList<string> columns, string file) =>
        columns.Contains(name, StringComparer.Ordinal) ? name : throw Missing([name], columns, file);

    /// <summary>The error for columns that are not there.</summary>
    public static AssayException Missing(IReadOnlyList<string> names, IReadOnlyList<string> columns, string file) => new(
        "data.column-missing",
        $"{(names.Count == 1 ? $"Column \"{names[0]}\" is" : $"Columns {string.Join(", ", names.Select(n => $"\"{n}\""))} are")} not in {file} (columns: {string.Join(", ", columns.Take(30))}{(columns.Count > 30 ? $", and {columns.Count - 30} more" : "")}).{string.Concat(names.Select(n => Meant(n, names, columns)))}");

    private static string Meant(string name, IReadOnlyList<string> names, IReadOnlyList<string> columns) =>
        names.Count == 1 ? Spelling.DidYouMean(name, columns)
        : Spelling.Nearest(name, columns) is { } nearest ? $" For \"{name}\", did you mean \"{nearest}\"?" : "";
}
