using Assay.Tracking.Search;

namespace Assay.Tests.Tracking.Search;

public class SearchGrammarTests
{
    [Theory]
    [InlineData("   ", "Invalid filter '   '. Could not be parsed.")]
    [InlineData("metrics.a > abc", "Expected numeric value type for metric. Found abc")]
    [InlineData("metrics.a IN (1,2)", "Expected numeric value type for metric. Found (1,2)")]
    [InlineData("params.`lr` = 0.1", "Expected a quoted string value for parameter (e.g. 'my-value'). Got value 0.1")]
    [InlineData("params.a = '1' OR params.a = '2'", "Invalid clause(s) in filter string: 'OR'")]
    [InlineData("status = ", "Invalid clause(s) in filter string: 'status', '='")]
    [InlineData("status = FINISHED", "Parameter value is either not quoted or unidentified quote types used for string value FINISHED. Use either single or double quotes.")]
    [InlineData("status = 'unclosed", "Invalid clause(s) in filter string: 'status', '=', ''', 'unclosed'")]
    [InlineData("(status = 'RUNNING')", "Invalid clause(s) in filter string: '(status = 'RUNNING')'")]
    [InlineData("status = 'x' -- c", "Invalid clause(s) in filter string: '-- c'")]
    [InlineData("1=1", "Invalid comparison clause. Expected 'Identifier' found '1'")]
    [InlineData("metrics.a BETWEEN 1 AND 2", "Invalid clause(s) in filter string: 'metrics.a', 'BETWEEN', '1', '2'")]
    [InlineData("foo.bar = 'x'", "Invalid entity type 'foo'. Valid values are ['metric', 'parameter', 'tag', 'attribute', 'dataset']")]
    [InlineData("status IN ('a')", "Only the 'run_id' attribute supports comparison with a list of quoted string values.")]
    [InlineData("run_id IN (5)", "While parsing a list in the query, expected a non-empty list of string values, but got ill-formed list.")]
    [InlineData("run_id IN ()", "While parsing a list in the query, expected a non-empty list of string values, but got empty list")]
    [InlineData("status = 'a'; DROP TABLE runs", "Search filter contained multiple expression 'status = 'a'; DROP TABLE runs'. Provide AND-ed expression list.")]
    public void Refuses_a_filter_in_the_words_of_MLflow(string filter, string message) =>
        Assert.Equal($"store.filter: {message}", Assert.Throws<AssayException>(() => RunGrammar.Instance.ReadFilter(filter)).Message);

    [Theory]
    [InlineData("name", "Invalid clause(s) in filter string: name")]
    [InlineData("attributes.name = 'x'", "Invalid entity type 'attributes'. Valid entity types are ('attribute', 'tag', 'tags')")]
    [InlineData("creation_time > 'x'", "Expected numeric value type for numeric attribute: creation_time. Found 'x'")]
    public void Refuses_a_filter_of_experiments_in_the_words_of_MLflow(string filter, string message) =>
        Assert.Equal($"store.filter: {message}", Assert.Throws<AssayException>(() => ExperimentGrammar.Instance.ReadFilter(filter)).Message);

    [Theory]
    [InlineData("")]
    [InlineData("metrics.x ASC DESC")]
    [InlineData("metrics.x; metrics.y")]
    public void Refuses_an_order_it_cannot_read(string order) => Assert.Equal(
        $"store.order: Invalid order_by clause '{order}'. Could not be parsed.",
        Assert.Throws<AssayException>(() => RunGrammar.Instance.ReadOrder(order)).Message);

    [Theory]
    [InlineData("metrics.`f1 score` DESC", SearchEntity.Metric, "f1 score", false)]
    [InlineData("Created", SearchEntity.Attribute, "start_time", true)]
    [InlineData("tag.\"a.b\" asc", SearchEntity.Tag, "a.b", true)]
    [InlineData("metric.x", SearchEntity.Metric, "x", true)]
    internal void Reads_an_order(string order, SearchEntity entity, string key, bool ascending) =>
        Assert.Equal(new SearchOrder(new SearchField(entity, key), ascending), RunGrammar.Instance.ReadOrder(order));

    [Theory]
    [InlineData("status = 'a' status = 'b'", 2)]
    [InlineData("AND", 0)]
    [InlineData("metrics.a.b.c > 1E-2 and params.x ilike \"it's\" AND tags.`a b` != 'x'", 3)]
    public void Lets_pass_what_MLflow_lets_pass(string filter, int terms) =>
        Assert.Equal(terms, Assert.IsType<AllOf>(RunGrammar.Instance.ReadFilter(filter)).Parts.Count);

    [Theory]
    [InlineData("garbage", "Invalid page token, could not base64-decode")]
    [InlineData("!!!", "Invalid page token, decoded value=b''")]
    [InlineData("eyJvZmZzZXQiOiAieCJ9", "Invalid page token, not stringable x")]
    public void Refuses_a_page_token_in_the_words_of_MLflow(string token, string message) =>
        Assert.Equal($"store.page-token: {message}", Assert.Throws<AssayException>(() => PageToken.Read(token)).Message);

    [Fact]
    public void A_page_token_comes_back_as_it_was()
    {
        var token = PageToken.Read(new PageToken(2, [1L, 0.1, "it's", null, double.NegativeInfinity]).Write());
        Assert.Equal(2, token.Part);
        Assert.Equal([1L, 0.1, "it's", null, double.NegativeInfinity], token.After);
    }
}
