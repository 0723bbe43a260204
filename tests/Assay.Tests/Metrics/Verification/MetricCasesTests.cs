using Assay.Metrics.Verification;

namespace Assay.Tests.Metrics.Verification;

public class MetricCasesTests
{
    public static TheoryData<string> Files() =>
        [.. Folder("metrics"), .. Folder("metrics-more")];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_reference_case_agrees(string file)
    {
        var results = MetricCases.Run(File.ReadAllText(TestData.In($"tests/data/golden/{file}")));
        Assert.NotEmpty(results);
        Assert.True(results.All(r => r.Passed), string.Join('\n', results.Where(r => !r.Passed).Select(r => $"{r.Id} {r.Function} {r.Failure}")));
    }

    [Fact]
    public void All_the_reference_cases_are_here() =>
        Assert.Equal(393, Folder("metrics").Sum(file => MetricCases.Run(File.ReadAllText(TestData.In($"tests/data/golden/{file}"))).Count));

    [Theory]
    [InlineData(0.625, null)]
    [InlineData(0.6250001, "brier: want 0.6250001")]
    public void A_wrong_number_fails_and_says_which(double expected, string? failure)
    {
        var result = Assert.Single(MetricCases.Run(Case("binary_score_metrics", $$"""{"brier": {{expected.ToString("R")}}}""")));
        Assert.StartsWith(failure ?? "", result.Failure ?? "");
        Assert.Equal(failure is null, result.Passed);
    }

    [Fact]
    public void An_answer_where_an_error_is_wanted_fails() =>
        Assert.Contains("must be refused", Assert.Single(MetricCases.Run(Case("brier", """{"error": "any"}"""))).Failure);

    [Fact]
    public void An_unknown_function_or_key_fails()
    {
        Assert.Contains("Did you mean \"brier\"?", Assert.Single(MetricCases.Run(Case("brie", "{}"))).Failure);
        Assert.Contains("no such number", Assert.Single(MetricCases.Run(Case("binary_score_metrics", """{"what": 1}"""))).Failure);
    }

    [Fact]
    public void A_file_that_is_no_case_file_is_refused()
    {
        Assert.Contains("data.case-bad", Assert.Throws<AssayException>(() => MetricCases.Run("{}")).Message);
        Assert.Contains("data.case-bad", Assert.Throws<AssayException>(() => MetricCases.Run("not json")).Message);
    }

    [Fact]
    public void One_broken_case_does_not_hide_the_others() =>
        Assert.Equal([false, true], MetricCases.Run(Case("temperature_fit", "{\"temperature\": 1}")[..^1] + "," + Case("brier", "{\"value\": 0.625}")[1..]).Select(r => r.Passed));

    private static IEnumerable<string> Folder(string name) => Directory.GetFiles(TestData.In($"tests/data/golden/{name}"), "*.json")
        .Order(StringComparer.Ordinal).Select(path => $"{name}/{Path.GetFileName(path)}");

    // Brier score of 0.5 and 1 for two negatives is 0.625.
    private static string Case(string function, string expected) =>
        $$"""[{"id": "one", "fn": "{{function}}", "params": {}, "input": {"y_true": [0, 0], "y_score": [0.5, 1]}, "expected": {{expected}}, "tol": 1e-9}]""";
}
