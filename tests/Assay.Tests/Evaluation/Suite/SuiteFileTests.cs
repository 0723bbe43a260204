using Assay.Data;
using Assay.Evaluation.Checks;
using Assay.Evaluation.Suite;
using Assay.Tests.Evaluation.Behaviour;

namespace Assay.Tests.Evaluation.Suite;

public class SuiteFileTests
{
    private const string Text = """
        suite: 1
        metric: log-loss
        checks:
          - check: invariance
            columns: [sex, "native country"]
            budget: 0.01
          - check: minimum-functionality
            cases:
              - name: rich
                cells: {capital_gain: "99999"}
                expect: ">50K"
        """;

    [Fact]
    public void Reads_texts_lists_and_maps()
    {
        var suite = SuiteFile.Parse(Text, "suite.yaml");
        Assert.Equal("log-loss", suite.Metric);
        Assert.Equal(["invariance", "minimum-functionality"], suite.Runs.Select(r => r.Settings.Check));
        Assert.Equal(["sex", "native country"], suite.Runs[0].Settings.Texts("columns"));
        Assert.Equal(0.01, suite.Runs[0].Settings.Number("budget", 1));
        var cells = Assert.IsType<IReadOnlyDictionary<string, object>>(suite.Runs[1].Settings.Maps("cases")[0]["cells"], exactMatch: false);
        Assert.Equal("99999", cells["capital_gain"]);
    }

    [Fact]
    public void What_is_written_reads_back_the_same()
    {
        var suite = new EvaluationSuite([
            new SuiteRun(CheckSettings.None("invariance").With("columns", new[] { "a b", "c: d", "#e", "\"f\"", "g\nh", "ä", "true", "1e3", "" }).With("budget", 0.1), "A reason\nof two lines."),
            new SuiteRun(CheckSettings.None("slices"), ""),
        ])
        { Metric = "roc-auc", NotApplicable = new Dictionary<string, string> { ["decay"] = "No column of time." } };
        var back = SuiteFile.Parse(SuiteFile.Write(suite), "suite.yaml");
        Assert.Equal(suite.Runs.Select(r => r.Settings.Check), back.Runs.Select(r => r.Settings.Check));
        Assert.Equal(suite.Runs[0].Settings.Texts("columns"), back.Runs[0].Settings.Texts("columns"));
        Assert.Equal(0.1, back.Runs[0].Settings.Number("budget", 0));
        Assert.Equal("roc-auc", back.Metric);
    }

    [Fact]
    public void Nesting_without_end_is_refused_before_it_fills_the_stack()
    {
        var refused = Assert.Throws<AssayException>(() => SuiteFile.Parse("suite: 1\nchecks: " + new string('[', 500_000), "s.yaml"));
        Assert.StartsWith("suite.not-yaml: s.yaml, line 2: lists and maps are nested", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("budget: lots", "suite.setting-wrong: s.yaml, line 5: Setting \"budget\" of check invariance must be a number from 0 to 1; found \"lots\".")]
    [InlineData("orders: sideways", "suite.setting-wrong: s.yaml, line 5: Setting \"orders\" of check invariance must be")]
    [InlineData("swaps: {sex: Male}", "suite.setting-wrong: s.yaml, line 5: \"sex\" in an entry of \"swaps\"")]
    [InlineData("columns: [nowhere]", "suite.column-missing: s.yaml, line 3: Check invariance names the column \"nowhere\"")]
    public void What_does_not_fit_the_data_is_told_with_its_line(string setting, string message)
    {
        var suite = SuiteFile.Parse($"suite: 1\nchecks:\n  - check: invariance\n    rows: 20\n    {setting}\n", "s.yaml");
        var data = Contexts.Table(40, LearningTask.Binary);
        var context = Contexts.Of(data, LearntModel.Of("decision-tree", data));
        var refused = Assert.Throws<AssayException>(() => EvaluationJob.Run(context, suite));
        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("suite: 2\nchecks: []", "suite.version: ")]
    [InlineData("suite: 1", "suite.checks-missing: ")]
    [InlineData("suite: 1\nchekcs: []", "suite.key-unknown: s.yaml has a key \"chekcs\". Did you mean \"checks\"?")]
    [InlineData("suite: 1\nchecks:\n  - invariance", "suite.check-missing: s.yaml, line 3: ")]
    [InlineData("suite: 1\nchecks:\n  - check: invarience", "suite.check-unknown: s.yaml, line 3: There is no check \"invarience\". Did you mean \"invariance\"?")]
    [InlineData("suite: 1\nchecks:\n  - check: slices\n    deppth: 3", "suite.setting-unknown: s.yaml, line 4: Check slices has no setting \"deppth\". Did you mean \"depth\"?")]
    [InlineData("suite: 1\nchecks:\n  - check: slice-rules", "suite.setting-missing: s.yaml, line 3: Check slice-rules needs the setting \"slices\"")]
    [InlineData("suite: 1\nchecks: [", "suite.not-yaml: s.yaml, line ")]
    [InlineData("suite: !function os.system\nchecks: []", "suite.not-yaml: s.yaml, line 1: ")]
    [InlineData("- a", "suite.not-yaml: ")]
    [InlineData("suite: 1\nchecks:\n  - &a {check: slices}\n  - *a", "suite.not-yaml: s.yaml, line 3: anchors and aliases")]
    [InlineData("suite: 1\nchecks: &a\n  - check: slices\n    features: *a", "suite.not-yaml: s.yaml, line 2: anchors and aliases")]
    [InlineData("suite: 1\nmetric: rock-auc\nchecks:\n  - check: slices", "usage.unknown-name: There is no metric \"rock-auc\". Did you mean \"roc-auc\"?")]
    public void Says_what_is_wrong_and_where(string text, string message) =>
        Assert.StartsWith(message, Assert.Throws<AssayException>(() => SuiteFile.Parse(text, "s.yaml")).Message, StringComparison.Ordinal);
}
