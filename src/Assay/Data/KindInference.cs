using System.Globalization;

namespace Assay.Data;

/// <summary>Decides what the cells of a column mean, and says why in one sentence.</summary>
/// <remarks>
/// The order of the rules: told by the user; constant; date; truth value; identifier (a row counter, an id-like name whose values are
/// nearly unique or repeat at most ten times on average, unique texts of fewer than three words); text (three words or more on average and many distinct); category; ordered code (at most
/// 32 distinct whole numbers, ten rows or more each; a category when the name says code, type, id, region or the like); number.
/// </remarks>
internal static class KindInference
{
    private const int CodeLimit = 32;
    private const int RowsPerCode = 10;
    private const int EnoughRows = 20;
    private const double NearlyUnique = 0.98;
    private const double TextWords = 3;
    private const double RepeatsOfAnEntity = 10;

    private static readonly string[] codeEndings = ["id", "code", "type", "region", "zip", "zipcode", "postcode", "category", "cluster"];
    private static readonly string[] keyEndings = ["id", "uuid", "guid", "nbr", "number", "key", "identifier"];

    /// <summary>Kind and reason of a column that the user said nothing about.</summary>
    public static (ColumnKind Kind, string Reason) Of(CleanColumn column, ColumnProfile profile)
    {
        if (profile.Distinct <= 1)
        {
            return (ColumnKind.Constant, profile.Distinct == 0 ? "Every cell is missing." : "The same value in every row that has one.");
        }

        return column.Cells switch
        {
            RawDates => (ColumnKind.Date, $"Dates from {Day(profile.Minimum)} to {Day(profile.Maximum)}."),
            RawTexts => OfTexts(column, profile),
            _ => OfNumbers(column, profile),
        };
    }

    private static (ColumnKind Kind, string Reason) OfTexts(CleanColumn column, ColumnProfile profile)
    {
        if (profile.Distinct == 2)
        {
            return (ColumnKind.Boolean, "Two distinct values.");
        }

        var share = (double)profile.Distinct / profile.Present;
        if (Entity(column.Cells.Name, profile) is { } entity)
        {
            return (ColumnKind.Identifier, entity);
        }

        if (profile.MeanWords >= TextWords && profile.Distinct > CodeLimit && share > 0.1)
        {
            return (ColumnKind.Text, Say($"{profile.MeanWords:0.0} words on average and {profile.Distinct:#,0} distinct texts in {profile.Present:#,0} rows: free text."));
        }

        return share >= NearlyUnique && profile.Present >= EnoughRows
            ? (ColumnKind.Identifier, Say($"{profile.Distinct:#,0} distinct values in {profile.Present:#,0} rows: names the row."))
            : (ColumnKind.Category, Say($"{profile.Distinct:#,0} distinct texts in {profile.Present:#,0} rows."));
    }

    private static (ColumnKind Kind, string Reason) OfNumbers(CleanColumn column, ColumnProfile profile)
    {
        var how = column.Writing is { } writing ? $", written {writing.Words}" : "";
        var written = column.Writing is null && column.Markers.Count > 0 ? $" Written as text because of {string.Join(", ", column.Markers.Select(m => $"\"{m}\""))}, read as missing." : "";
        if (!profile.Whole)
        {
            return (ColumnKind.Number, $"Numbers with fractions{how}.{written}");
        }

        if (profile.Distinct == 2)
        {
            return (ColumnKind.Boolean, $"Two distinct whole numbers{how}.{written}");
        }

        if (profile.Present >= EnoughRows && profile.Counter)
        {
            return (ColumnKind.Identifier, Say($"Counts the rows from {profile.Minimum} to {profile.Maximum}."));
        }

        if (Entity(column.Cells.Name, profile) is { } entity)
        {
            return (ColumnKind.Identifier, entity);
        }

        if (profile.Distinct > CodeLimit || profile.Present < RowsPerCode * profile.Distinct)
        {
            return (ColumnKind.Number, Say($"{Sentence(DistinctCount.Say(profile.Distinct, profile.DistinctIsEstimate))} distinct whole numbers from {profile.Minimum} to {profile.Maximum}{how}.{written}"));
        }

        return codeEndings.Contains(LastWord(column.Cells.Name), StringComparer.OrdinalIgnoreCase)
            ? (ColumnKind.Category, Say($"{profile.Distinct} distinct whole numbers under a name that says they are codes without order{how}.{written}"))
            : (ColumnKind.OrderedCode, Say($"{profile.Distinct} distinct whole numbers from {profile.Minimum} to {profile.Maximum}{how}.{written}"));
    }

    private static string Sentence(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    private static string? Entity(string name, ColumnProfile profile)
    {
        if (profile.Present < EnoughRows || !LooksLikeKey(name))
        {
            return null;
        }

        var repeats = (double)profile.Present / profile.Distinct;
        return repeats <= 1 / NearlyUnique
            ? Say($"Named like a key and {profile.Distinct:#,0} distinct values in {profile.Present:#,0} rows: names the row.")
            : repeats <= RepeatsOfAnEntity
            ? Say($"Named like a key and its {profile.Distinct:#,0} values repeat ({repeats:0.00} rows each): names an entity, a candidate for --group.")
            : null;
    }

    /// <summary>Whether the last word of the name is one that names rows or entities.</summary>
    public static bool LooksLikeKey(string name) => keyEndings.Contains(LastWord(name), StringComparer.OrdinalIgnoreCase);

    // The last word of snake_case, kebab-case, dotted or CamelCase: "customerID" gives "ID", "TrafficType" gives "Type".
    private static string LastWord(string name)
    {
        var last = name.Split('_', ' ', '-', '.')[^1];
        var start = last.Length;
        while (start > 0 && char.IsUpper(last[start - 1]))
        {
            start--;
        }

        if (start < last.Length)
        {
            return last[start..];
        }

        while (start > 0 && !char.IsUpper(last[start - 1]))
        {
            start--;
        }

        return last[Math.Max(0, start - 1)..];
    }

    private static string Day(double seconds) => DateTime.UnixEpoch.AddSeconds(seconds).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
