using System.Globalization;

namespace Assay.Data;

/// <summary>Reads a table the way a trained model's table was read.</summary>
internal static class SchemaReading
{
    /// <summary>The table's cells under the schema's kinds, levels, classes and column order.</summary>
    /// <exception cref="AssayException"><c>data.column-missing</c> or <c>data.column-kind</c>.</exception>
    public static Dataset Read(RawTable table, string file, TableSchema schema)
    {
        var byName = table.Columns.ToDictionary(c => c.Name, StringComparer.Ordinal);
        var columns = new List<Column>();
        var infos = new List<ColumnInfo>();
        var notes = new List<string>();
        RefuseMissing(table, file, schema);
        double[] target = [];
        double[] weights = [];
        foreach (var info in schema.Columns)
        {
            if (info.Role == ColumnRole.Target)
            {
                target = byName.TryGetValue(info.Name, out var truth) ? Target(truth, schema, notes) : Filled(table.Rows);
                columns.Add(TargetAsColumn(info, schema, target));
                infos.Add(info);
            }
            else if (byName.TryGetValue(info.Name, out var raw))
            {
                columns.Add(Typed(raw, info, file, notes));
                infos.Add(info);
                weights = info.Role == ColumnRole.Weight && columns[^1] is NumberColumn given ? given.Values.ToArray() : weights;
            }
        }

        return new Dataset
        {
            Name = table.Name,
            Columns = columns,
            Schema = infos,
            Task = schema.Task,
            Target = target,
            Classes = schema.Classes,
            Weights = weights,
            Fingerprint = table.Fingerprint,
            Notes = notes,
        };
    }

    private static Column Typed(RawColumn cells, ColumnInfo info, string file, List<string> notes)
    {
        var raw = AsWritten(cells, info, file, notes);
        switch (info.Kind)
        {
            case ColumnKind.Category or ColumnKind.Boolean:
                return Categories(raw, info, notes);
            case ColumnKind.Text:
                return TypedColumn.Make(CleanColumn.Of(raw, keepText: true), raw is RawDates ? ColumnKind.Date : ColumnKind.Text, null);
            case ColumnKind.Number or ColumnKind.OrderedCode or ColumnKind.Date:
                return Numbers(raw, info, file, notes);
            default:
                return TypedColumn.Make(CleanColumn.Of(raw, keepText: true), info.Kind, null);
        }
    }

    // Texts as the numbers that training read them as.
    private static RawColumn AsWritten(RawColumn raw, ColumnInfo info, string file, List<string> notes)
    {
        if (info.Writing is not { } writing)
        {
            return raw;
        }

        if (raw is RawNumbers plain && (writing.Percent || (writing.DecimalComma && plain.Values.Any(v => v != Math.Floor(v)))))
        {
            notes.Add($"{info.Name}: plain numbers, where training had numbers written {writing.Words}; read as they stand.");
        }

        return raw is RawTexts texts ? new RawNumbers(raw.Name, raw.SourceType, Parsed(texts, info, file, notes)) : raw;
    }

    private static CategoryColumn Categories(RawColumn raw, ColumnInfo info, List<string> notes)
    {
        var (codes, texts) = AsTexts(raw);
        var index = info.Levels.Select((level, i) => (level, i)).ToDictionary(p => p.level, p => p.i, StringComparer.Ordinal);
        var map = Array.ConvertAll(texts, t => index.GetValueOrDefault(t, -1));
        var unknown = codes.Where(c => c >= 0 && map[c] < 0 && !IsMarker(texts[c], info)).Select(c => texts[c]).ToList();
        if (unknown.Count > 0)
        {
            notes.Add(Say($"{info.Name}: {unknown.Count:#,0} cells hold names never seen in training (such as \"{unknown[0]}\"); read as missing."));
        }

        return new CategoryColumn(info.Name, info.Kind, Array.ConvertAll(codes, c => c < 0 ? -1 : map[c]), [.. info.Levels]);
    }

    private static NumberColumn Numbers(RawColumn raw, ColumnInfo info, string file, List<string> notes)
    {
        var values = raw switch
        {
            RawNumbers numbers when info.Kind != ColumnKind.Date => numbers.Values,
            RawDates dates when info.Kind == ColumnKind.Date => dates.Seconds,
            RawTexts texts => Parsed(texts, info, file, notes),
            _ => throw WrongKind(raw.SourceType, info, file),
        };
        if (values.Any(double.IsInfinity))
        {
            values = Array.ConvertAll(values, v => double.IsInfinity(v) ? double.NaN : v);
        }

        var outside = values.LongCount(v => v < info.Minimum || v > info.Maximum);
        if (outside > 0 && info.Role == ColumnRole.Feature)
        {
            notes.Add(info.Kind == ColumnKind.Date
                ? Say($"{info.Name}: {outside:#,0} dates lie outside those of training.")
                : Say($"{info.Name}: {outside:#,0} values lie outside the {info.Minimum:R} to {info.Maximum:R} of training."));
        }

        return new NumberColumn(info.Name, info.Kind, values);
    }

    private static double[] Parsed(RawTexts texts, ColumnInfo info, string file, List<string> notes)
    {
        Func<string, double?> parse = info.Kind == ColumnKind.Date ? TextParsing.Date : info.Writing is { } writing ? writing.Read : TextParsing.Number;
        var byCode = Array.ConvertAll(texts.Distinct, t => parse(t) ?? double.NaN);
        var strange = texts.Codes.Where(c => c >= 0 && double.IsNaN(byCode[c]) && !IsMarker(texts.Distinct[c], info) && !MissingMarkers.Usual.BesideNumbers(texts.Distinct[c]))
            .Select(c => texts.Distinct[c]).ToList();
        if (strange.Count > 0 && byCode.All(double.IsNaN))
        {
            throw WrongKind($"text such as \"{strange[0]}\"", info, file);
        }

        if (strange.Count > 0)
        {
            notes.Add(Say($"{info.Name}: {strange.Count:#,0} cells are no {(info.Kind == ColumnKind.Date ? "dates" : "numbers")}{(info.Writing is { } how ? $" written {how.Words}" : "")} (such as \"{strange[0]}\"); read as missing."));
        }

        return Array.ConvertAll(texts.Codes, c => c < 0 ? double.NaN : byCode[c]);
    }

    private static double[] Target(RawColumn cells, TableSchema schema, List<string> notes)
    {
        var info = schema.Columns.First(c => c.Role == ColumnRole.Target);
        var raw = AsWritten(cells, info, "the table", notes);
        if (schema.Task == LearningTask.Regression)
        {
            return Numbers(raw, info with { Kind = raw is RawDates ? ColumnKind.Date : ColumnKind.Number }, "the table", notes).Values.ToArray();
        }

        var classes = Categories(raw, info with { Levels = schema.Classes }, notes);
        var values = new double[classes.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = classes.Codes[i] < 0 ? double.NaN : classes.Codes[i];
        }

        return values;
    }

    private static Column TargetAsColumn(ColumnInfo info, TableSchema schema, double[] target)
    {
        if (schema.Task == LearningTask.Regression)
        {
            return new NumberColumn(info.Name, info.Kind, target);
        }

        var levels = schema.Classes.Order(StringComparer.Ordinal).ToArray();
        var codes = schema.Classes.Select(c => Array.IndexOf(levels, c)).ToArray();
        return new CategoryColumn(info.Name, info.Kind, Array.ConvertAll(target, t => double.IsNaN(t) ? -1 : codes[(int)t]), levels);
    }

    private static (int[] Codes, string[] Texts) AsTexts(RawColumn raw)
    {
        if (raw is RawTexts texts)
        {
            return (texts.Codes, texts.Distinct);
        }

        var cells = (CategoryColumn)TypedColumn.Make(
            CleanColumn.Of(raw is RawDates dates ? new RawNumbers(dates.Name, dates.SourceType, dates.Seconds) : raw, keepText: true), ColumnKind.Category, null);
        return (cells.Codes.ToArray(), [.. cells.Levels]);
    }

    private static bool IsMarker(string text, ColumnInfo info) => MissingMarkers.Usual.Always(text) || info.MissingMarkers.Contains(text, StringComparer.Ordinal);

    private static void RefuseMissing(RawTable table, string file, TableSchema schema)
    {
        string[] present = [.. table.Columns.Select(c => c.Name)];
        string[] missing = [.. schema.Columns.Where(c => c.Role == ColumnRole.Feature || c.GivesCalendar).Select(c => c.Name).Except(present, StringComparer.Ordinal)];
        if (missing.Length > 0)
        {
            throw RoleAssignment.Missing(missing, present, file);
        }
    }

    private static AssayException WrongKind(string found, ColumnInfo info, string file) => new(
        "data.column-kind", $"Column \"{info.Name}\" of {file} holds {found}, but the model was trained on {(info.Kind == ColumnKind.Date ? "dates" : "numbers")} there.");

    private static double[] Filled(int rows)
    {
        var values = new double[rows];
        Array.Fill(values, double.NaN);
        return values;
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
