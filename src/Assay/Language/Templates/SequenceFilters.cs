using Assay.Language.Python;

namespace Assay.Language.Templates;

/// <summary>Jinja2's filters over lists, dicts and anything that can be gone through.</summary>
internal static class SequenceFilters
{
    public static Dictionary<string, Func<object?, FilterCall, object?>> All(TemplateFunctions functions) => new()
    {
        ["length"] = (v, _) => PythonOperators.Length(v),
        ["count"] = (v, _) => PythonOperators.Length(v),
        ["list"] = (v, _) => Items(v),
        ["first"] = (v, _) => Items(v) is [var first, ..] ? first : new Undefined("No first item, sequence was empty."),
        ["last"] = (v, _) => Items(v) is [.., var last] ? last : new Undefined("No last item, sequence was empty."),
        ["join"] = (v, c) => string.Join(c.Text(0, "d", ""), Items(v).Select(i => TemplateFunctions.Text(c.Get(1, "attribute") is { } a ? Path(i, a) : i))),
        ["reverse"] = (v, _) => v is string s ? string.Concat(CodePoints.Split(s).AsEnumerable().Reverse()) : Items(v).AsEnumerable().Reverse().ToList(),
        ["sum"] = (v, c) => Items(v).Select(i => c.Get(0, "attribute") is { } a ? Path(i, a) : i).Aggregate(c.Get(1, "start", 0L), (sum, i) => PythonOperators.Add(sum, Undefined.Check(i))),
        ["max"] = (v, c) => Extreme(v, c, 1),
        ["min"] = (v, c) => Extreme(v, c, -1),
        ["sort"] = (v, c) => Sort(v, c),
        ["unique"] = (v, c) => Unique(v, c),
        ["dictsort"] = (v, c) => SortDictionary(v, c),
        ["items"] = (v, _) => v is PythonDictionary d ? d.Pairs.Select(object? (p) => new PythonTuple([p.Key, p.Value])).ToList() : throw PythonException.Type("Can only get item pairs from a mapping."),
        ["map"] = (v, c) => Map(functions, v, c),
        ["select"] = (v, c) => IfTrue(v).Where(i => Passes(functions, i, c, 0)).ToList(),
        ["reject"] = (v, c) => IfTrue(v).Where(i => !Passes(functions, i, c, 0)).ToList(),
        ["selectattr"] = (v, c) => IfTrue(v).Where(i => Passes(functions, Path(i, c.Get(0, "")), c, 1)).ToList(),
        ["rejectattr"] = (v, c) => IfTrue(v).Where(i => !Passes(functions, Path(i, c.Get(0, "")), c, 1)).ToList(),
        ["attr"] = (v, c) => PythonMethods.Find(v, c.Text(0, "name", "")) is { } method ? method : new Undefined($"no attribute '{c.Text(0, "name", "")}'"),
        ["batch"] = (v, c) => Batch(Items(v), c.Whole(0, "linecount", 1), c.Get(1, "fill_with")),
        ["slice"] = (v, c) => Slices(Items(v), c.Whole(0, "slices", 1), c.Get(1, "fill_with")),
        ["groupby"] = (v, c) => GroupBy(v, c),
    };

    private static List<object?> Items(object? value) => PythonOperators.Iterate(value).ToList();

    // Filters over every item make nothing of whatever is false, even of what cannot be gone through.
    private static List<object?> IfTrue(object? value) => PythonOperators.Truth(value) ? Items(value) : [];

    // "a.b" or 0: an attribute path.
    private static object? Path(object? value, object? path) => path is string text
        ? text.Split('.').Aggregate(value, (v, part) => TemplateFunctions.Item(Undefined.Check(v), long.TryParse(part, out var number) ? number : part))
        : TemplateFunctions.Item(Undefined.Check(value), path);

    private static List<object?> Map(TemplateFunctions functions, object? value, FilterCall call)
    {
        if (call.Positions.Count == 0 && call.Named.TryGetValue("attribute", out var path))
        {
            return [.. IfTrue(value).Select(i => Path(i, path) is Undefined u ? call.Named.TryGetValue("default", out var otherwise) ? otherwise : u : Path(i, path))];
        }

        var name = call.Positions.Count > 0 ? TemplateFunctions.Text(call.Positions[0]) : throw new PythonException("FilterArgumentError", "map requires a filter argument");
        var rest = new FilterCall(name, call.Positions[1..], call.Named);
        return [.. IfTrue(value).Select(i => functions.Filter(name, i, rest))];
    }

    private static bool Passes(TemplateFunctions functions, object? item, FilterCall call, int testAt)
    {
        if (call.Positions.Count <= testAt)
        {
            return Undefined.Check(item) is var value && PythonOperators.Truth(value);
        }

        var name = TemplateFunctions.Text(call.Positions[testAt]);
        return functions.Test(name, item, new FilterCall(name, call.Positions[(testAt + 1)..], call.Named));
    }

    private static object? Fold(object? value, bool caseSensitive) => !caseSensitive && value is string s ? Casing.Lower(s) : Undefined.Check(value);

    private static object? Extreme(object? value, FilterCall call, int direction)
    {
        var sensitive = call.Truth(0, "case_sensitive", false);
        var path = call.Get(1, "attribute");
        object? Key(object? item) => Fold(path is null ? item : Path(item, path), sensitive);
        var items = Items(value);
        if (items.Count == 0)
        {
            return new Undefined("No aggregated item, sequence was empty.");
        }

        var best = items[0];
        foreach (var item in items.Skip(1))
        {
            best = PythonOperators.Compare(Key(item), Key(best), "<") * direction > 0 ? item : best;
        }

        return best;
    }

    private static List<object?> Sort(object? value, FilterCall call)
    {
        var sensitive = call.Truth(1, "case_sensitive", false);
        var paths = call.Get(2, "attribute") is { } path ? TemplateFunctions.Text(path).Split(',') : null;
        object? Key(object? item) => paths is null ? Fold(item, sensitive) : new PythonTuple([.. paths.Select(p => Fold(Path(item, p), sensitive))]);
        var order = Comparer<object?>.Create((a, b) => PythonOperators.Compare(a, b, "<") ?? 0);
        var items = Items(value);
        // Python reverses by sorting backwards and keeping equal items in their order.
        return call.Truth(0, "reverse", false) ? [.. items.OrderByDescending(Key, order)] : [.. items.OrderBy(Key, order)];
    }

    private static List<object?> Unique(object? value, FilterCall call)
    {
        var seen = new HashSet<object?>(PythonEquality.Instance);
        var path = call.Get(1, "attribute");
        return [.. Items(value).Where(i => seen.Add(Fold(path is null ? i : Path(i, path), call.Truth(0, "case_sensitive", false))))];
    }

    private static List<object?> SortDictionary(object? value, FilterCall call)
    {
        var by = call.Text(1, "by", "key") == "value" ? 1 : 0;
        var order = Comparer<object?>.Create((a, b) => PythonOperators.Compare(a, b, "<") ?? 0);
        var pairs = ((value as PythonDictionary) ?? throw PythonException.Type("dictsort needs a mapping")).Pairs.Select(p => new PythonTuple([p.Key, p.Value]));
        object? Key(PythonTuple pair) => Fold(pair.Items[by], call.Truth(0, "case_sensitive", false));
        return [.. call.Truth(2, "reverse", false) ? pairs.OrderByDescending(Key, order) : pairs.OrderBy(Key, order)];
    }

    private static List<object?> Batch(List<object?> items, int count, object? fill) =>
        [.. items.Chunk(Math.Max(1, count)).Select(chunk => fill is null ? chunk.ToList() : [.. chunk, .. Enumerable.Repeat(fill, count - chunk.Length)])];

    private static List<object?> Slices(List<object?> items, int slices, object? fill)
    {
        var (each, more) = (items.Count / slices, items.Count % slices);
        var result = new List<object?>();
        for (int i = 0, from = 0; i < slices; i++)
        {
            var count = each + (i < more ? 1 : 0);
            var slice = items.GetRange(from, count);
            if (fill is not null && i >= more)
            {
                slice.Add(fill);
            }

            result.Add(slice);
            from += count;
        }

        return result;
    }

    private static List<object?> GroupBy(object? value, FilterCall call)
    {
        var path = call.Get(0, "attribute");
        var order = Comparer<object?>.Create((a, b) => PythonOperators.Compare(a, b, "<") ?? 0);
        return
        [
            .. Items(value).OrderBy(i => Fold(Path(i, path), false), order).GroupBy(i => Fold(Path(i, path), false), PythonEquality.Instance)
                .Select(object? (g) => new PythonTuple([Path(g.First(), path), g.ToList()])),
        ];
    }
}
