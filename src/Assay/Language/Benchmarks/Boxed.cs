using Assay.Language.Python;

namespace Assay.Language.Benchmarks;

/// <summary>Finds the answer a solution puts into a box, as the MATH evaluations do.</summary>
/// <remarks>Source: Hendrycks et al., NeurIPS 2021 (Datasets and Benchmarks), whose helper functions every later evaluation took over.</remarks>
internal static class Boxed
{
    /// <summary>The last <c>\boxed{...}</c> (or <c>\fbox</c>) with its braces balanced; null when there is none.</summary>
    public static string? Last(string text)
    {
        if (text.Contains("\\boxed ", StringComparison.Ordinal))
        {
            return "\\boxed " + text.Split("\\boxed ")[^1].Split('$')[0];
        }

        var from = text.LastIndexOf("\\boxed", StringComparison.Ordinal);
        from = from < 0 ? text.LastIndexOf("\\fbox", StringComparison.Ordinal) : from;
        var depth = 0;
        for (var i = from; from >= 0 && i < text.Length; i++)
        {
            depth += text[i] == '{' ? 1 : text[i] == '}' ? -1 : 0;
            if (text[i] == '}' && depth == 0)
            {
                return text[from..(i + 1)];
            }
        }

        return null;
    }

    /// <summary>What is in the box.</summary>
    /// <exception cref="PythonException">AssertionError when it is no <c>\boxed</c>, TypeError when it is null.</exception>
    public static string Content(string? boxed)
    {
        if (boxed is null)
        {
            throw PythonException.Type("argument of type 'NoneType' is not iterable");
        }

        const string Spaced = "\\boxed ";
        const string Braced = "\\boxed{";
        if (boxed.Contains(Spaced, StringComparison.Ordinal))
        {
            return boxed.StartsWith(Spaced, StringComparison.Ordinal) ? boxed[Spaced.Length..] : throw new PythonException("AssertionError", "");
        }

        return !boxed.StartsWith(Braced, StringComparison.Ordinal) || !boxed.EndsWith('}')
            ? throw new PythonException("AssertionError", "")
            : boxed.Length > Braced.Length ? boxed[Braced.Length..^1] : "";
    }
}
