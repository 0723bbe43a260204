using Assay.Language.Python;
using Assay.Language.Templates;

namespace Assay.Tests.Language;

public class TemplateTests
{
    [Fact]
    public void Templates_print_what_jinja2_prints() => GoldenLines.Check("jinja/cases.jsonl.gz", one =>
    {
        var expected = one.TryGet("error", out var error) ? $"error {error}" : one.Text("expected");
        string found;
        try
        {
            found = Template.Parse(one.Text("template")!).Render((PythonDictionary)one["context"]!);
        }
        catch (PythonException wrong)
        {
            found = $"error {wrong.Kind}";
        }

        return found == expected ? null : $"{one.Text("template")}\n  expected {PythonText.Repr(expected)}\n  found    {PythonText.Repr(found)}";
    });

    [Fact]
    public void Printed_lists_are_read_as_python_reads_them() => GoldenLines.Check("jinja/cases.jsonl.gz", one =>
        one.TryGet("literal", out var literal) ? Differs(one.Text("expected")!, (PythonDictionary)literal!) : null);

    [Fact]
    public void Literals_are_read_as_python_reads_them() => GoldenLines.Check("jinja/literals.jsonl", one =>
    {
        var digits = PythonStrings.All(one.Text("text")!, PythonStrings.IsDigit);
        return !PythonOperators.AreEqual(digits, one["isdigit"]) ? $"isdigit {digits}" : Differs(one.Text("text")!, one);
    });

    [Theory]
    [InlineData("{% for row in rows recursive %}{{ row.name }}{% if row.rows %}({{ loop(row.rows) }}){% endif %}{% endfor %}", "a(bc)")]
    [InlineData("{% set ns = namespace(n=0) %}{% for row in [1, 2] %}{% set ns.n = ns.n + row %}{% endfor %}{{ ns.n }}", "3")]
    [InlineData("{% raw %}{{ x }}{% endraw %}", "{{ x }}")]
    [InlineData("{% set text %}a{{ 1 }}{% endset %}{{ text|upper }}", "A1")]
    public void Tags_beyond_the_cases_work(string template, string expected)
    {
        var names = (PythonDictionary)PythonJson.Parse("""{"rows": [{"name": "a", "rows": [{"name": "b", "rows": []}, {"name": "c", "rows": []}]}]}""")!;
        Assert.Equal(expected, Template.Parse(template).Render(names));
    }

    private static string? Differs(string text, PythonDictionary expected)
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
