using Assay.Language.Python;

namespace Assay.Language.Verification;

/// <summary>Checks the cases of one kind of file: the name is the folder and the file, such as <c>scoring-filters</c>.</summary>
internal abstract class LanguageCheck
{
    /// <summary>What is wrong with a case; null when it passes.</summary>
    /// <param name="one">The case.</param>
    /// <param name="files">Where the files beside it are.</param>
    public abstract string? Difference(PythonDictionary one, LanguageCaseFiles files);

    /// <summary>Null when both are the same: texts, whole numbers and truth exactly, other numbers within a relative 1e-12.</summary>
    protected static string? Compare(string what, object? expected, object? found, double tolerance = 1e-12) =>
        Same(expected, found, tolerance) ? null : $"{what}: expected {Cut(PythonText.Repr(expected))}, found {Cut(PythonText.Repr(found))}";

    /// <summary>The value, or the name of the Python exception it ends in.</summary>
    protected static object? OrError(Func<object?> make)
    {
        try
        {
            return make();
        }
        catch (PythonException wrong)
        {
            return wrong.Kind;
        }
    }

    protected static List<object?> List(object? value) => PythonOperators.Iterate(value).ToList();

    protected static List<string> Texts(object? value) => [.. PythonOperators.Iterate(value).Select(PythonText.Str)];

    private static bool Same(object? expected, object? found, double tolerance)
    {
        if (PythonOperators.IsNumber(Plain(expected)) && PythonOperators.IsNumber(Plain(found)))
        {
            var (e, f) = (PythonOperators.ToDouble(Plain(expected)), PythonOperators.ToDouble(Plain(found)));
            return e.Equals(f) || Math.Abs(e - f) <= tolerance * Math.Max(1, Math.Abs(e));
        }

        return (expected, found) switch
        {
            (List<object?> a, List<object?> or PythonTuple) => List(found) is var b && a.Count == b.Count && a.Zip(b).All(p => Same(p.First, p.Second, tolerance)),
            (PythonDictionary a, PythonDictionary b) => a.Count == b.Count && a.Pairs.All(p => b.TryGet(p.Key, out var other) && Same(p.Value, other, tolerance)),
            _ => PythonOperators.AreEqual(expected, found),
        };
    }

    // The cases write what JSON has no number for as a text.
    private static object? Plain(object? value) => value switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        int i => (long)i,
        _ => value,
    };

    private static string Cut(string text) => text.Length > 300 ? text[..300] + "..." : text;
}
