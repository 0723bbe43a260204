using System.Globalization;

namespace Assay.Data;

/// <summary>Turns a table as read into a labelled data set: kinds, roles, task, target, notes.</summary>
internal static class DatasetBuilder
{
    /// <summary>Builds the data set.</summary>
    /// <exception cref="AssayException"><c>data.…</c> or <c>usage.…</c> when options and table do not fit.</exception>
    public static Dataset Build(RawTable table, string file, ReadOptions options)
    {
        var names = table.Columns.Select(c => c.Name).ToList();
        if (options.Target is null)
        {
            throw new AssayException("usage.target", $"Say which column of {file} is to be predicted, for example --target \"{names[^1]}\" (columns: {string.Join(", ", names.Take(30))}).");
        }

        var roles = new RoleAssignment(options, names, file);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads };
        var missing = MissingMarkers.Of(options.Missing);
        var clean = new CleanColumn[names.Count];
        var profiles = new ColumnProfile[names.Count];
        Parallel.For(0, names.Count, parallel, i =>
        {
            clean[i] = CleanColumn.Of(table.Columns[i], roles.KeepsText(names[i]), missing);
            profiles[i] = ColumnProfile.Of(clean[i]);
        });
        var notes = new List<string>();
        var rows = RowsWithTarget(clean[names.IndexOf(options.Target)], notes);
        var columns = new List<Column>();
        var schema = new List<ColumnInfo>();
        TargetColumn? target = null;
        foreach (var (column, profile) in clean.Zip(profiles))
        {
            if (column.Cells.Name == options.Target)
            {
                target = TargetColumn.Of(column, profile, options, rows);
                Add(column, profile, target.Task == LearningTask.Regression ? ColumnKind.Number : target.Task == LearningTask.Binary ? ColumnKind.Boolean : ColumnKind.Category, (ColumnRole.Target, target.Reason));
                continue;
            }

            var (kind, why) = KindOf(column, profile, roles);
            Add(column, profile, kind, Told(roles.RoleOf(column.Cells.Name), kind) ?? InferredRole(kind, why, profile, schema));
        }

        notes.AddRange(target!.RareClass(options.Target) is { } rare ? [rare] : []);
        return new Dataset
        {
            Name = table.Name,
            Columns = columns,
            Schema = schema,
            Task = target.Task,
            Target = target.Values,
            Classes = target.Classes,
            Weights = Weights(columns, schema, file),
            Fingerprint = table.Fingerprint,
            Notes = notes,
            SourceRows = rows ?? [],
        };

        void Add(CleanColumn column, ColumnProfile profile, ColumnKind kind, (ColumnRole Role, string Reason) role)
        {
            var typed = TypedColumn.Make(column, kind, rows);
            columns.Add(typed);
            schema.Add(Info(column, profile, typed, role));
            Note(column, role.Role, notes);
        }
    }

    private static ColumnInfo Info(CleanColumn column, ColumnProfile profile, Column typed, (ColumnRole Role, string Reason) role) =>
        new(typed.Name, typed.Kind, role.Role)
        {
            Reason = role.Reason,
            SourceType = column.Cells.SourceType,
            Missing = column.Missing,
            Distinct = profile.Distinct,
            DistinctIsEstimate = profile.DistinctIsEstimate,
            MissingMarkers = column.Markers,
            Writing = column.Writing,
            Minimum = typed is NumberColumn ? profile.Minimum : double.NaN,
            Maximum = typed is NumberColumn ? profile.Maximum : double.NaN,
            Levels = typed is CategoryColumn category && typed.Kind is ColumnKind.Category or ColumnKind.Boolean ? ((CategoryColumn)typed).Levels : [],
        };

    private static void Note(CleanColumn column, ColumnRole role, List<string> notes)
    {
        if (column.Markers.Count > 0)
        {
            notes.Add($"{column.Cells.Name}: read {string.Join(", ", column.Markers.Select(m => $"\"{m}\""))} as missing.");
        }

        if (column.Infinite > 0 && role != ColumnRole.Target)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{column.Cells.Name}: {column.Infinite:#,0} infinite values read as missing."));
        }
    }

    private static (ColumnKind Kind, string Reason) KindOf(CleanColumn column, ColumnProfile profile, RoleAssignment roles) =>
        roles.RoleOf(column.Cells.Name)?.Role == ColumnRole.Weight && column.Cells is RawNumbers
            ? (ColumnKind.Number, "Weights.")
            : profile.Distinct > 1 && roles.KindOf(column.Cells.Name) is { } told
            ? (told, $"Told to be {(told == ColumnKind.Text ? "text" : "a category")}.")
            : KindInference.Of(column, profile);

    private static (ColumnRole Role, string Reason)? Told((ColumnRole Role, string Reason)? told, ColumnKind kind) => told switch
    {
        (ColumnRole.Time, var reason) when kind == ColumnKind.Date => (ColumnRole.Time, $"{reason.TrimEnd('.')}: month, weekday, hour and the like are used to predict, not the moment itself."),
        _ => told,
    };

    private static (ColumnRole Role, string Reason) InferredRole(ColumnKind kind, string why, ColumnProfile profile, List<ColumnInfo> before) => kind switch
    {
        ColumnKind.Constant => (ColumnRole.Dropped, $"{why} Nothing can be learnt from it."),
        ColumnKind.Identifier when profile.Distinct == profile.Present && before.All(c => c.Role != ColumnRole.RowId) => (ColumnRole.RowId, why),
        ColumnKind.Identifier => (ColumnRole.Dropped, why),
        _ => (ColumnRole.Feature, why),
    };

    private static int[]? RowsWithTarget(CleanColumn target, List<string> notes)
    {
        if (target.Missing == 0 || target.Missing == target.Cells.Count)
        {
            return null;
        }

        var rows = new List<int>(target.Cells.Count);
        for (var i = 0; i < target.Cells.Count; i++)
        {
            var missing = target.Cells switch
            {
                RawTexts texts => texts.Codes[i] < 0,
                RawNumbers numbers => double.IsNaN(numbers.Values[i]),
                var dates => double.IsNaN(((RawDates)dates).Seconds[i]),
            };
            if (!missing)
            {
                rows.Add(i);
            }
        }

        Left(target.Missing - target.Infinite, "no value in the target", "");
        Left(target.Infinite, "a value that is not finite (Infinity) in the target", " Check where it comes from: a division by zero, or a marker of missing.");
        return [.. rows];

        void Left(long count, string what, string advice)
        {
            if (count > 0)
            {
                notes.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{count:#,0} of {target.Cells.Count:#,0} rows {(count == 1 ? "has" : "have")} {what} \"{target.Cells.Name}\" and {(count == 1 ? "was" : "were")} left out.{advice}"));
            }
        }
    }

    private static double[] Weights(List<Column> columns, List<ColumnInfo> schema, string file)
    {
        var at = schema.FindIndex(c => c.Role == ColumnRole.Weight);
        if (at < 0)
        {
            return [];
        }

        var weights = columns[at] switch
        {
            NumberColumn numbers => numbers.Values.ToArray(),
            _ => throw new AssayException("data.weight-not-number", $"The weight \"{columns[at].Name}\" of {file} is no column of numbers (it is {columns[at].Kind.ToString().ToLowerInvariant()})."),
        };
        for (var i = 0; i < weights.Length; i++)
        {
            if (!(weights[i] >= 0))
            {
                throw new AssayException("data.weight-invalid", $"The weight \"{columns[at].Name}\" is {(double.IsNaN(weights[i]) ? "missing" : weights[i].ToString("R", CultureInfo.InvariantCulture))} in data row {i + 1} of {file}; weights must be numbers of at least 0.");
            }
        }

        return weights.Any(w => w > 0) ? weights : throw new AssayException("data.weight-invalid", $"The weight \"{columns[at].Name}\" of {file} is 0 in every row.");
    }
}
