using System.Globalization;
using Assay.Data;

namespace Assay.Evaluation.Models;

/// <summary>The columns of one table as the numbers a model takes: found by name, names turned into the model's codes.</summary>
internal sealed class FeatureBinding
{
    private readonly Func<int, double>[] cells;

    private FeatureBinding(Dataset data, Func<int, double>[] cells, string? note) => (Data, this.cells, Note) = (data, cells, note);

    /// <summary>The table that was bound.</summary>
    public Dataset Data { get; }

    /// <summary>What had to be assumed; null when nothing was.</summary>
    public string? Note { get; }

    /// <summary>Finds a column, or one level of a column of names, for every feature.</summary>
    /// <remarks>
    /// A feature is the column of its name (signs other than letters and digits may have become <c>_</c>), or the level of a column written
    /// <c>column_level</c> or <c>column=level</c>, 1 or 0. Features without names of their own take the told columns, or all but the target
    /// in the table's order. A name that is none of a feature's levels is missing (NaN).
    /// </remarks>
    /// <exception cref="AssayException"><c>data.column-missing</c>, <c>model.features-count</c>, <c>model.levels-needed</c>, <c>usage.features</c>.</exception>
    public static FeatureBinding Of(Dataset data, IReadOnlyList<FeatureRequest> features, ModelSourceOptions options)
    {
        Column[] candidates = Candidates(data);
        string? note = null;
        var names = features.Select(f => f.Name).ToArray();
        if (options.Features.Count > 0)
        {
            names = options.Features.Count == names.Length
                ? [.. options.Features]
                : throw new AssayException("usage.features", $"The model takes {names.Length} features, but {options.Features.Count} columns are named. Name {names.Length}, in the model's order.");
        }
        else if (names.Select((name, i) => IsPlace(name, i)).All(place => place) && !names.All(name => candidates.Any(c => c.Name == name)))
        {
            names = InOrder(data, candidates, names.Length);
            note = $"The model does not name its features; the table's columns were taken in their order: {string.Join(", ", names.Take(12))}{(names.Length > 12 ? ", ..." : "")}.";
        }

        var cells = features.Select((f, i) => Cell(data, candidates, f with { Name = names[i] }, options)).ToArray();
        return new FeatureBinding(data, cells, note);
    }

    /// <summary>The columns a model may look at: all but the target.</summary>
    public static Column[] Candidates(Dataset data) =>
        [.. data.Columns.Zip(data.Schema).Where(c => c.Second.Role != ColumnRole.Target).Select(c => c.First)];

    /// <summary>The column of that name, or the one column that has it when signs other than letters and digits became <c>_</c>; null when there is none.</summary>
    public static Column? Find(IReadOnlyList<Column> candidates, string name)
    {
        var folded = Folded(name);
        return candidates.FirstOrDefault(c => c.Name == name) ?? (candidates.Where(c => Folded(c.Name) == folded).ToList() is [var only] ? only : null);
    }

    /// <summary>Writes the numbers of these rows, row after row.</summary>
    public void Write(ReadOnlySpan<int> rows, Span<double> block)
    {
        var width = cells.Length;
        for (var feature = 0; feature < width; feature++)
        {
            var cell = cells[feature];
            for (var row = 0; row < rows.Length; row++)
            {
                block[(row * width) + feature] = cell(rows[row]);
            }
        }
    }

    /// <summary>The numbers of one column by row: its own, or the codes of its names.</summary>
    /// <param name="column">The column.</param>
    /// <param name="levels">The names behind the codes; empty when nobody says.</param>
    /// <exception cref="AssayException"><c>model.levels-needed</c>.</exception>
    public static Func<int, double> Numbers(Column column, IReadOnlyList<string> levels) => (column, levels.Count) switch
    {
        (NumberColumn numbers, 0) => row => numbers.Values[row],
        (CategoryColumn names, 0) => Coded(names, level => Plain(level) ?? throw NeedsLevels(column, level)),
        (CategoryColumn names, _) => Coded(names, level => Place(levels, level)),
        (_, 0) => throw NeedsLevels(column, Enumerable.Range(0, column.Count).Select(column.Show).FirstOrDefault(t => t is not null) ?? ""),
        _ => Looked(column, levels),
    };

    private static Func<int, double> Cell(Dataset data, Column[] candidates, FeatureRequest feature, ModelSourceOptions options)
    {
        if (Find(candidates, feature.Name) is { } column)
        {
            return Numbers(column, options.Levels.TryGetValue(column.Name, out var told) ? told : feature.Levels);
        }

        foreach (var own in candidates.OrderByDescending(c => c.Name.Length))
        {
            if (Level(own.Name, feature.Name) is { } level && (own is NumberColumn || (own is CategoryColumn names && names.Levels.Any(l => Folded(l) == level))))
            {
                return Indicator(own, level);
            }
        }

        throw new AssayException(
            "data.column-missing",
            $"The model takes \"{feature.Name}\", which is not in {data.Name} (columns: {string.Join(", ", candidates.Select(c => c.Name).Take(30))}).{Spelling.DidYouMean(feature.Name, candidates.Select(c => c.Name))} Add the column, or say which columns the model takes.");
    }

    private static string[] InOrder(Dataset data, Column[] candidates, int width)
    {
        Column[][] choices = [candidates, [.. data.Features]];
        var fitting = Array.Find(choices, c => c.Length == width);
        return fitting is not null
            ? Array.ConvertAll(fitting, c => c.Name)
            : throw new AssayException(
                "model.features-count",
                $"The model takes {width} features without names; {data.Name} has {candidates.Length} columns beside the target, {choices[1].Length} of them features. Say which columns the model takes, in its order.");
    }

    private static bool IsPlace(string name, int index) => name.Length == 0 || name == $"Column_{index}" || name == $"f{index}" || name == $"f{index + 1}" || name == $"x{index}";

    private static string Folded(string name) => string.Create(name.Length, name, static (folded, own) =>
    {
        for (var i = 0; i < own.Length; i++)
        {
            folded[i] = char.IsLetterOrDigit(own[i]) ? own[i] : '_';
        }
    });

    // The folded level behind "column_level" or "column=level"; null for another column's feature.
    private static string? Level(string column, string feature)
    {
        var folded = Folded(feature);
        return folded.Length > column.Length + 1 && folded.StartsWith(Folded(column) + "_", StringComparison.Ordinal) ? folded[(column.Length + 1)..] : null;
    }

    private static Func<int, double> Indicator(Column column, string level) => column is CategoryColumn names
        ? Coded(names, l => Folded(l) == level ? 1 : 0, missing: 0)
        : row => column.Show(row) is { } shown && Folded(shown) == level ? 1 : 0;

    private static Func<int, double> Coded(CategoryColumn column, Func<string, double> code, double missing = double.NaN)
    {
        var byCode = column.Levels.Select(code).ToArray();
        return row => column.Codes[row] is >= 0 and var at ? byCode[at] : missing;
    }

    private static Func<int, double> Looked(Column column, IReadOnlyList<string> levels)
    {
        var places = levels.Select((level, i) => (level, i)).DistinctBy(p => p.level).ToDictionary(p => p.level, p => (double)p.i, StringComparer.Ordinal);
        return row => column.Show(row) is { } shown ? (places.TryGetValue(shown, out var place) ? place : Place(levels, shown)) : double.NaN;
    }

    private static double Place(IReadOnlyList<string> levels, string level)
    {
        for (var i = 0; i < levels.Count; i++)
        {
            if (ClassColumns.Same(levels[i], level))
            {
                return i;
            }
        }

        return double.NaN;
    }

    private static double? Plain(string level) =>
        double.TryParse(level, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : bool.TryParse(level, out var truth) ? (truth ? 1 : 0)
        : null;

    private static AssayException NeedsLevels(Column column, string level) => new(
        "model.levels-needed",
        $"Column \"{column.Name}\" holds names such as \"{level}\", but the model takes a number there and does not say which number stands for which name. Say the column's levels in the order of their codes, or give the training table.");
}
