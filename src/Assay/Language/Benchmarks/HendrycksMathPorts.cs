using System.Globalization;
using System.Numerics;
using Assay.Language.Python;
using Assay.Language.Tasks;

namespace Assay.Language.Benchmarks;

/// <summary>MATH with the normalisation of its authors: the boxed answers are compared after LaTeX is made uniform.</summary>
/// <remarks>Source: Hendrycks et al., NeurIPS 2021 (Datasets and Benchmarks), <c>math_equivalence.py</c>; the harness' hendrycks_math.</remarks>
[Named("hendrycks-math")]
internal sealed class HendrycksMathPorts : TaskPorts
{
    public override IReadOnlyDictionary<string, Func<IReadOnlyList<object?>, object?>> Functions { get; } = new Dictionary<string, Func<IReadOnlyList<object?>, object?>>
    {
        ["hendrycks_math/utils.process_docs"] = OnDocuments(d => new PythonDictionary { ["answer"] = Answer(d) }),
        ["hendrycks_math/utils.process_results"] = a => new PythonDictionary { ["exact_match"] = Score((PythonDictionary)a[0]!, (string)PythonOperators.Item(a[1], 0L)!) },
    };

    /// <summary>1 when the answer between the response's outermost dollars equals the solution's boxed one, else 0.</summary>
    public static long Score(PythonDictionary document, string response)
    {
        var first = response.IndexOf('$', StringComparison.Ordinal);
        var last = response.LastIndexOf('$');
        var answer = first == last ? response : response[(first + 1)..last];
        return AreEquivalent(answer, Answer(document)) ? 1 : 0;
    }

    /// <summary>Whether two answers are the same once made uniform; compared as they are when one cannot be.</summary>
    public static bool AreEquivalent(string? one, string? other)
    {
        if (one is null || other is null)
        {
            return one is null && other is null;
        }

        try
        {
            return Strip(one) == Strip(other);
        }
        catch (PythonException)
        {
            return one == other;
        }
    }

    /// <summary>An answer's LaTeX made uniform.</summary>
    /// <exception cref="PythonException">Where the authors' code fails, such as on a second unit.</exception>
    public static string Strip(string text)
    {
        string[] removed = ["\n", "\\!"];
        text = removed.Aggregate(text, Without).Replace("\\\\", "\\", StringComparison.Ordinal);
        text = text.Replace("tfrac", "frac", StringComparison.Ordinal).Replace("dfrac", "frac", StringComparison.Ordinal);
        text = ((string[])["\\left", "\\right", "^{\\circ}", "^\\circ", "\\$"]).Aggregate(text, Without);
        text = Without(WithoutUnits(text), "\\%");
        text = text.Replace(" .", " 0.", StringComparison.Ordinal).Replace("{.", "{0.", StringComparison.Ordinal);
        if (text.Length == 0)
        {
            return text;
        }

        text = text[0] == '.' ? "0" + text : text;
        if (text.Split('=') is [var name, var value] && CodePoints.Length(name) <= 2)
        {
            text = value;
        }

        text = Fractions(Without(Roots(text), " "));
        return Quotient(text == "0.5" ? "\\frac{1}{2}" : text);
    }

    private static string Answer(PythonDictionary document) => Boxed.Content(Boxed.Last(Text(document, "solution")));

    private static string Without(string text, string part) => text.Replace(part, "", StringComparison.Ordinal);

    private static string WithoutUnits(string text) => text.Split("\\text{ ") switch
    {
        [var all] => all,
        [var number, _] => number,
        _ => throw new PythonException("AssertionError", ""),
    };

    // \sqrt3 to \sqrt{3}
    private static string Roots(string text)
    {
        var parts = text.Split("\\sqrt");
        return parts[0] + string.Concat(parts[1..].Select(p => First(p) == "{" ? "\\sqrt" + p : $"\\sqrt{{{First(p)}}}{p[First(p).Length..]}"));
    }

    // \frac12 to \frac{1}{2}, \frac1{72} to \frac{1}{72}
    private static string Fractions(string text)
    {
        var parts = text.Split("\\frac");
        var made = parts[0];
        foreach (var part in parts[1..])
        {
            made += "\\frac";
            if (First(part) == "{")
            {
                made += part;
                continue;
            }

            var points = CodePoints.Split(part);
            if (points.Count < 2)
            {
                return text;
            }

            var rest = string.Concat(points.Skip(2));
            made += points[1] == "{" ? $"{{{points[0]}}}{{{rest}" : $"{{{points[0]}}}{{{points[1]}}}{rest}";
        }

        return made;
    }

    // 3/4 to \frac{3}{4}
    private static string Quotient(string text)
    {
        if (text.Split('/') is not [var a, var b])
        {
            return text;
        }

        var (above, below) = (Whole(a), Whole(b));
        return text == $"{above}/{below}" ? $"\\frac{{{above}}}{{{below}}}" : text;
    }

    private static BigInteger Whole(string text) =>
        BigInteger.TryParse(PythonStrings.Strip(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw PythonException.Value($"invalid literal for int() with base 10: '{text}'");

    private static string First(string text) => text.Length > 0 ? CodePoints.Split(text[..Math.Min(2, text.Length)])[0] : throw PythonException.Index("string index out of range");
}
