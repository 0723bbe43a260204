using Assay.Language.Python;

namespace Assay.Language.Templates;

/// <summary>Jinja2's tests: what may follow <c>is</c>.</summary>
internal static class TemplateTests
{
    public static Dictionary<string, Func<object?, FilterCall, object?>> All(TemplateFunctions functions)
    {
        var tests = new Dictionary<string, Func<object?, FilterCall, object?>>
        {
            ["defined"] = (v, _) => v is not Undefined,
            ["undefined"] = (v, _) => v is Undefined,
            ["none"] = (v, _) => v is null,
            ["boolean"] = (v, _) => v is bool,
            ["true"] = (v, _) => v is true,
            ["false"] = (v, _) => v is false,
            ["string"] = (v, _) => v is string,
            ["number"] = (v, _) => PythonOperators.IsNumber(v),
            ["integer"] = (v, _) => PythonOperators.IsWhole(v) && v is not bool,
            ["float"] = (v, _) => v is double,
            ["mapping"] = (v, _) => v is PythonDictionary,
            ["sequence"] = (v, _) => Undefined.Check(v) is string or List<object?> or PythonTuple or PythonDictionary or PythonRange,
            ["iterable"] = (v, _) => Undefined.Check(v) is string or List<object?> or PythonTuple or PythonDictionary or PythonRange or PythonSet,
            ["callable"] = (v, _) => v is PythonFunction,
            ["lower"] = (v, _) => IsCase(v, "islower"),
            ["upper"] = (v, _) => IsCase(v, "isupper"),
            ["odd"] = (v, _) => PythonOperators.AreEqual(PythonOperators.Modulo(Number(v), 2L), 1L),
            ["even"] = (v, _) => PythonOperators.AreEqual(PythonOperators.Modulo(Number(v), 2L), 0L),
            ["divisibleby"] = (v, c) => PythonOperators.AreEqual(PythonOperators.Modulo(Number(v), c.Get(0, "num")), 0L),
            ["sameas"] = (v, c) => v is null or bool ? Equals(v, c.Get(0, "other")) : ReferenceEquals(v, c.Get(0, "other")),
            ["in"] = (v, c) => PythonOperators.Contains(Undefined.Check(c.Get(0, "seq")), Undefined.Check(v)),
            ["escaped"] = (_, _) => false,
            ["filter"] = (v, _) => v is string name && functions.HasFilter(name),
            ["test"] = (v, _) => v is string name && functions.HasTest(name),
        };
        string[][] comparisons =
        [
            ["==", "eq", "equalto", "=="], ["!=", "ne", "!="], [">", "gt", "greaterthan", ">"], [">=", "ge", ">="], ["<", "lt", "lessthan", "<"], ["<=", "le", "<="],
        ];
        foreach (var words in comparisons)
        {
            foreach (var word in words[1..])
            {
                tests[word] = (v, c) => Comparison.Holds(words[0], Undefined.Check(v), Undefined.Check(c.Get(0, "other")));
            }
        }

        return tests;
    }

    private static object? Number(object? value) => Undefined.Check(value) is string ? throw PythonException.Type("not all arguments converted during string formatting") : value;

    private static bool IsCase(object? value, string method) => (bool)PythonMethods.Find(TemplateFunctions.Text(value), method)!.Call([], new Dictionary<string, object?>())!;
}
