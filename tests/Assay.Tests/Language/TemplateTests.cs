using Assay.Language.Python;
using Assay.Language.Templates;

namespace Assay.Tests.Language;

public class TemplateTests
{
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
}
