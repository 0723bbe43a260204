using System.Collections.Frozen;

namespace Assay.Language.Python;

/// <summary>The methods of Python's str, list and dict that a template may call, bound to a value.</summary>
internal static class PythonMethods
{
    private delegate object? Method<T>(T self, Arguments call);

    private static readonly FrozenDictionary<string, Method<string>> text = TextMethods().ToFrozenDictionary();

    private static readonly FrozenDictionary<string, Method<List<object?>>> list = new Dictionary<string, Method<List<object?>>>
    {
        ["index"] = (s, a) => s.FindIndex(i => PythonOperators.AreEqual(i, a[0])) is >= 0 and var at ? (long)at : throw PythonException.Value($"{PythonText.Repr(a[0])} is not in list"),
        ["count"] = (s, a) => (long)s.Count(i => PythonOperators.AreEqual(i, a[0])),
        ["copy"] = (s, _) => s.ToList(),
        ["append"] = (s, a) => Nothing(() => s.Add(a[0])),
        ["extend"] = (s, a) => Nothing(() => s.AddRange(PythonOperators.Iterate(a[0]))),
        ["insert"] = (s, a) => Nothing(() => s.Insert(Math.Clamp(PythonOperators.ToIndex(a[0]), 0, s.Count), a[1])),
        ["reverse"] = (s, _) => Nothing(s.Reverse),
        ["clear"] = (s, _) => Nothing(s.Clear),
        ["sort"] = (s, _) => Nothing(() => Sort(s)),
        ["pop"] = (s, a) => Pop(s, a.Count > 0 ? PythonOperators.ToIndex(a[0]) : -1),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, Method<PythonDictionary>> dictionary = new Dictionary<string, Method<PythonDictionary>>
    {
        ["items"] = (s, _) => s.Pairs.Select(object? (p) => new PythonTuple([p.Key, p.Value])).ToList(),
        ["keys"] = (s, _) => s.Keys.ToList(),
        ["values"] = (s, _) => s.Values.ToList(),
        ["get"] = (s, a) => s.TryGet(a[0], out var value) ? value : a.Count > 1 ? a[1] : null,
        ["copy"] = (s, _) => s.Copy(),
        ["update"] = (s, a) => Nothing(() => Update(s, a)),
        ["setdefault"] = (s, a) => s.TryGet(a[0], out var value) ? value : s[a[0]] = a.Count > 1 ? a[1] : null,
        ["pop"] = (s, a) => PopKey(s, a),
    }.ToFrozenDictionary();

    /// <summary>The method of that name, or null when the value's class has none.</summary>
    public static PythonFunction? Find(object? value, string name) => value switch
    {
        string s => Bind(s, name, text),
        List<object?> l => Bind(l, name, list),
        PythonDictionary d => Bind(d, name, dictionary),
        PythonTuple t when name is "index" or "count" => Bind(t.Items.ToList(), name, list),
        _ => null,
    };

    /// <summary>Sorts in place as Python does: stable, by its own order.</summary>
    public static void Sort(List<object?> items)
    {
        var sorted = items.Order(Comparer<object?>.Create((a, b) => PythonOperators.Compare(a, b, "<") ?? 0)).ToList();
        items.Clear();
        items.AddRange(sorted);
    }

    private static PythonFunction? Bind<T>(T self, string name, FrozenDictionary<string, Method<T>> methods) =>
        methods.TryGetValue(name, out var method) ? new PythonFunction(name, (values, named) => method(self, new Arguments(name, values, named))) : null;

    private static Dictionary<string, Method<string>> TextMethods() => new()
    {
        ["strip"] = (s, a) => PythonStrings.Strip(s, a.OptionalText(0)),
        ["lstrip"] = (s, a) => PythonStrings.LeftStrip(s, a.OptionalText(0)),
        ["rstrip"] = (s, a) => PythonStrings.RightStrip(s, a.OptionalText(0)),
        ["upper"] = (s, _) => Casing.Upper(s),
        ["lower"] = (s, _) => Casing.Lower(s),
        ["casefold"] = (s, _) => Casing.Lower(s),
        ["title"] = (s, _) => Casing.Title(s),
        ["capitalize"] = (s, _) => Casing.Capitalize(s),
        ["swapcase"] = (s, _) => Casing.Swap(s),
        ["split"] = (s, a) => Split(s, a),
        ["rsplit"] = (s, a) => Values(PythonStrings.RightSplit(s, a.Text(0), a.Count > 1 ? PythonOperators.ToIndex(a[1]) : -1)),
        ["splitlines"] = (s, a) => Values(PythonStrings.Lines(s, a.Count > 0 && PythonOperators.Truth(a[0]))),
        ["join"] = (s, a) => Join(s, a[0]),
        ["replace"] = (s, a) => PythonStrings.Replace(s, a.Text(0), a.Text(1), a.Count > 2 ? PythonOperators.ToIndex(a[2]) : -1),
        ["startswith"] = (s, a) => Options(a[0]).Any(p => s.StartsWith(p, StringComparison.Ordinal)),
        ["endswith"] = (s, a) => Options(a[0]).Any(p => s.EndsWith(p, StringComparison.Ordinal)),
        ["removeprefix"] = (s, a) => s.StartsWith(a.Text(0), StringComparison.Ordinal) ? s[a.Text(0).Length..] : s,
        ["removesuffix"] = (s, a) => a.Text(0).Length > 0 && s.EndsWith(a.Text(0), StringComparison.Ordinal) ? s[..^a.Text(0).Length] : s,
        ["find"] = (s, a) => (long)CodePoints.IndexOf(s, s.IndexOf(a.Text(0), StringComparison.Ordinal)),
        ["rfind"] = (s, a) => (long)CodePoints.IndexOf(s, s.LastIndexOf(a.Text(0), StringComparison.Ordinal)),
        ["index"] = (s, a) => Index(s, s.IndexOf(a.Text(0), StringComparison.Ordinal)),
        ["rindex"] = (s, a) => Index(s, s.LastIndexOf(a.Text(0), StringComparison.Ordinal)),
        ["count"] = (s, a) => a.Text(0).Length == 0 ? CodePoints.Length(s) + 1L : s.Split(a.Text(0)).Length - 1L,
        ["partition"] = (s, a) => Partition(s, a.Text(0), s.IndexOf(a.Text(0), StringComparison.Ordinal)),
        ["rpartition"] = (s, a) => s.LastIndexOf(a.Text(0), StringComparison.Ordinal) is >= 0 and var at ? Partition(s, a.Text(0), at) : new PythonTuple(["", "", s]),
        ["zfill"] = (s, a) => ZeroFill(s, PythonOperators.ToIndex(a[0])),
        ["ljust"] = (s, a) => s + Fill(s, a),
        ["rjust"] = (s, a) => Fill(s, a) + s,
        ["center"] = (s, a) => Center(s, PythonOperators.ToIndex(a[0]), a.Count > 1 ? a.Text(1) : " "),
        ["format"] = (s, a) => PythonFormat.Braces(s, a.Values, a.Named),
        ["isdigit"] = (s, _) => PythonStrings.All(s, PythonStrings.IsDigit),
        ["isdecimal"] = (s, _) => PythonStrings.All(s, PythonStrings.IsDecimal),
        ["isnumeric"] = (s, _) => PythonStrings.All(s, PythonStrings.IsNumeric),
        ["isalpha"] = (s, _) => PythonStrings.All(s, PythonStrings.IsAlpha),
        ["isalnum"] = (s, _) => PythonStrings.All(s, PythonStrings.IsAlnum),
        ["isspace"] = (s, _) => PythonStrings.All(s, v => v < 0x10000 && PythonStrings.IsSpace((char)v)),
        ["isascii"] = (s, _) => s.All(char.IsAscii),
        ["isupper"] = (s, _) => IsCase(s, Casing.IsUpper, Casing.IsLower),
        ["islower"] = (s, _) => IsCase(s, Casing.IsLower, Casing.IsUpper),
        ["expandtabs"] = (s, a) => s.Replace("\t", new string(' ', a.Count > 0 ? PythonOperators.ToIndex(a[0]) : 8), StringComparison.Ordinal),
    };

    /// <summary><c>text.center(width, fill)</c>: the odd space goes where CPython puts it.</summary>
    public static string Center(string text, int width, string fill = " ")
    {
        var missing = Math.Max(0, width - CodePoints.Length(text));
        var left = (missing / 2) + (missing & width & 1);
        return string.Concat(Enumerable.Repeat(fill, left)) + text + string.Concat(Enumerable.Repeat(fill, missing - left));
    }

    private static bool IsCase(string text, Func<int, bool> wanted, Func<int, bool> other) =>
        CodePoints.Values(text).Any(wanted) && !CodePoints.Values(text).Any(v => other(v) || Casing.Category(v) == System.Globalization.UnicodeCategory.TitlecaseLetter);

    private static List<object?> Split(string text, Arguments call)
    {
        var separator = call.Count > 0 ? call[0] : call.Named.GetValueOrDefault("sep");
        var most = call.Count > 1 ? PythonOperators.ToIndex(call[1]) : call.Named.TryGetValue("maxsplit", out var m) ? PythonOperators.ToIndex(m) : -1;
        return separator switch
        {
            null => Values(PythonStrings.SplitWhite(text, most)),
            string s => Values(PythonStrings.Split(text, s, most)),
            _ => throw PythonException.Type($"must be str or None, not {PythonValues.TypeName(separator)}"),
        };
    }

    private static List<object?> Values(IEnumerable<string> parts) => [.. parts];

    private static string Join(string separator, object? items) => string.Join(separator, PythonOperators.Iterate(items).Select((item, i) =>
        item as string ?? throw PythonException.Type($"sequence item {i}: expected str instance, {PythonValues.TypeName(item)} found")));

    private static IEnumerable<string> Options(object? given) => given switch
    {
        string s => [s],
        PythonTuple tuple => tuple.Items.OfType<string>(),
        _ => throw PythonException.Type($"startswith first arg must be str or a tuple of str, not {PythonValues.TypeName(given)}"),
    };

    private static long Index(string text, int at) => at >= 0 ? CodePoints.IndexOf(text, at) : throw PythonException.Value("substring not found");

    private static PythonTuple Partition(string text, string separator, int at) =>
        at < 0 ? new PythonTuple([text, "", ""]) : new PythonTuple([text[..at], separator, text[(at + separator.Length)..]]);

    private static string ZeroFill(string text, int width)
    {
        var zeros = new string('0', Math.Max(0, width - CodePoints.Length(text)));
        return text.Length > 0 && text[0] is '+' or '-' ? text[0] + zeros + text[1..] : zeros + text;
    }

    private static string Fill(string text, Arguments call) =>
        string.Concat(Enumerable.Repeat(call.Count > 1 ? call.Text(1) : " ", Math.Max(0, PythonOperators.ToIndex(call[0]) - CodePoints.Length(text))));

    private static object? Nothing(Action act)
    {
        act();
        return null;
    }

    private static object? Pop(List<object?> items, int at)
    {
        at = at < 0 ? at + items.Count : at;
        if (at < 0 || at >= items.Count)
        {
            throw PythonException.Index("pop index out of range");
        }

        var item = items[at];
        items.RemoveAt(at);
        return item;
    }

    private static object? PopKey(PythonDictionary self, Arguments call)
    {
        var value = call.Count > 1 && !self.Contains(call[0]) ? call[1] : self[call[0]];
        self.Remove(call[0]);
        return value;
    }

    private static void Update(PythonDictionary self, Arguments call)
    {
        foreach (var (key, value) in call.Count > 0 && call[0] is PythonDictionary other ? other.Pairs : [])
        {
            self[key] = value;
        }

        foreach (var (key, value) in call.Named)
        {
            self[key] = value;
        }
    }

    /// <summary>What a method was called with.</summary>
    private sealed record Arguments(string Name, IReadOnlyList<object?> Values, IReadOnlyDictionary<string, object?> Named)
    {
        public int Count => Values.Count;

        public object? this[int at] => at < Values.Count ? Values[at] : throw PythonException.Type($"{Name}() takes at least {at + 1} argument ({Values.Count} given)");

        public string Text(int at) => this[at] as string ?? throw PythonException.Type($"{Name}() argument {at + 1} must be str, not {PythonValues.TypeName(this[at])}");

        public string? OptionalText(int at) => Values.Count > at && Values[at] is not null ? Text(at) : null;
    }
}
