using Assay.Language.Python;

namespace Assay.Language.Templates;

/// <summary>A Jinja2 template as the evaluation harness reads it: StrictUndefined, the last line end kept, and the filter regex_replace.</summary>
/// <remarks>
/// Python's values print exactly as in Python, because task files parse what a template printed. Source: Jinja2 3.1's documentation;
/// checked against Jinja2 3.1.2 on CPython 3.11.
/// </remarks>
internal sealed class Template
{
    private static readonly TemplateFunctions functions = new();

    private readonly IReadOnlyList<Statement> body;

    private Template(IReadOnlyList<Statement> body) => this.body = body;

    /// <summary>Reads a template.</summary>
    /// <exception cref="PythonException">TemplateSyntaxError and its like.</exception>
    public static Template Parse(string source) => new(TemplateParser.Parse(source, functions));

    /// <summary>The text the template makes of the names given.</summary>
    /// <exception cref="PythonException">UndefinedError, TypeError and whatever else Python would raise.</exception>
    public string Render(PythonDictionary names)
    {
        var scope = new Scope(null, functions);
        foreach (var (name, value) in names.Pairs)
        {
            scope.Set(PythonText.Str(name), value);
        }

        return Statement.Render(body, scope.Inner());
    }
}
