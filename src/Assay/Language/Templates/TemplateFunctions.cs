using System.Collections.Frozen;
using Assay.Language.Python;

namespace Assay.Language.Templates;

/// <summary>The filters, tests and global names a template may use.</summary>
internal sealed class TemplateFunctions
{
    private readonly FrozenDictionary<string, Func<object?, FilterCall, object?>> filters;
    private readonly FrozenDictionary<string, Func<object?, FilterCall, object?>> tests;
    private readonly Dictionary<string, object?> globals;

    public TemplateFunctions()
    {
        tests = TemplateTests.All(this).ToFrozenDictionary();
        filters = TextFilters.All().Concat(SequenceFilters.All(this)).ToFrozenDictionary();
        globals = new Dictionary<string, object?>
        {
            ["range"] = new PythonFunction("range", (v, _) => Range([.. v.Select(i => (long)PythonOperators.ToIndex(Undefined.Check(i)))])),
            ["dict"] = new PythonFunction("dict", (v, named) => MakeDictionary(v, named)),
            ["namespace"] = new PythonFunction("namespace", (v, named) => new Namespace(new(named))),
        };
    }

    public bool HasFilter(string name) => filters.ContainsKey(name);

    public bool HasTest(string name) => tests.ContainsKey(name);

    public bool Global(string name, out object? value) => globals.TryGetValue(name, out value);

    /// <summary>A value through a filter.</summary>
    public object? Filter(string name, object? value, FilterCall call)
    {
        if (!filters.TryGetValue(name, out var filter))
        {
            throw new PythonException("TemplateRuntimeError", $"No filter named '{name}'.");
        }

        return filter(name is "default" or "d" ? value : Undefined.Check(value) is Undefined ? "" : value, call);
    }

    /// <summary>What a test says of a value.</summary>
    public bool Test(string name, object? value, FilterCall call) =>
        tests.TryGetValue(name, out var test) ? (bool)test(value, call)! : throw new PythonException("TemplateRuntimeError", $"No test named '{name}'.");

    /// <summary>How a value is printed.</summary>
    public static string Text(object? value) => Undefined.Check(value) is Undefined ? "" : PythonText.Str(value);

    /// <summary><c>value.name</c> as Jinja2 finds it: attribute, then item, then undefined.</summary>
    public static object? Attribute(object? value, string name)
    {
        if (Own(value, name, out var own))
        {
            return own;
        }

        return value is PythonDictionary d && d.TryGet(name, out var item) ? item : Missing(value, name);
    }

    /// <summary><c>value[key]</c> as Jinja2 finds it: item, then attribute, then undefined.</summary>
    public static object? Item(object? value, object? key)
    {
        Undefined.Check(key);
        try
        {
            return PythonOperators.Item(value, key);
        }
        catch (PythonException wrong) when (wrong.Kind is "TypeError" or "KeyError" or "IndexError")
        {
            return key is string name && Own(value, name, out var own) ? own : Missing(value, PythonText.Str(key));
        }
    }

    private static bool Own(object? value, string name, out object? own)
    {
        own = null;
        switch (value)
        {
            case Loop loop:
                return loop.Get(name, out own);
            case Namespace space:
                return space.Values.TryGetValue(name, out own);
            default:
                own = PythonMethods.Find(value, name);
                return own is not null;
        }
    }

    private static Undefined Missing(object? value, string name) => new($"'{PythonValues.TypeName(value)} object' has no attribute '{name}'");

    private static PythonRange Range(long[] bounds) => bounds switch
    {
        [var stop] => new PythonRange(0, stop, 1),
        [var start, var stop] => new PythonRange(start, stop, 1),
        [var start, var stop, var step] when step != 0 => new PythonRange(start, stop, step),
        _ => throw PythonException.Type("range expected 1 to 3 arguments"),
    };

    private static PythonDictionary MakeDictionary(IReadOnlyList<object?> values, IReadOnlyDictionary<string, object?> named)
    {
        var made = values is [PythonDictionary given] ? given.Copy() : new PythonDictionary();
        foreach (var (name, value) in named)
        {
            made[name] = value;
        }

        return made;
    }
}
