using Assay.Language.Python;
using Assay.Language.Templates;

namespace Assay.Language.Verification;

/// <summary>What checks of templates and literals share.</summary>
internal static class TemplateChecks
{
    /// <summary>What Python makes of a text, as JSON or repr, against what a case says.</summary>
    public static string? Literal(string text, PythonDictionary expected)
    {
        string found;
        try
        {
            var value = PythonLiteral.Parse(text);
            found = expected.Contains("repr") ? PythonText.Repr(value) : PythonJson.Dump(value);
        }
        catch (PythonException wrong)
        {
            found = wrong.Kind;
        }

        var wanted = expected.Text("repr") ?? expected.Text("error") ?? PythonJson.Dump(expected.TryGet("value", out var v) ? v : null);
        return found == wanted ? null : $"{text}: expected {wanted}, found {found}";
    }
}

/// <summary>Templates of tasks.</summary>
[Named("jinja-cases")]
internal sealed class TemplateCheck : LanguageCheck
{
    public override string? Difference(PythonDictionary one, LanguageCaseFiles files) =>
        Compare("text", one.TryGet("error", out var error) ? error : one["expected"], OrError(() => Template.Parse(one.Text("template")!).Render((PythonDictionary)one["context"]!)))
        ?? (one.TryGet("literal", out var literal) ? TemplateChecks.Literal(one.Text("expected")!, (PythonDictionary)literal!) : null);
}

/// <summary>Python literals.</summary>
[Named("jinja-literals")]
internal sealed class LiteralCheck : LanguageCheck
{
    public override string? Difference(PythonDictionary one, LanguageCaseFiles files) =>
        Compare("isdigit", one["isdigit"], PythonStrings.All(one.Text("text")!, PythonStrings.IsDigit)) ?? TemplateChecks.Literal(one.Text("text")!, one);
}
