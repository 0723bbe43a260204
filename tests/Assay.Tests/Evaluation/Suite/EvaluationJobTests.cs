using System.Text.Json;
using Assay.Evaluation.Checks;
using Assay.Evaluation.Suite;
using Assay.Metrics;

namespace Assay.Tests.Evaluation.Suite;

/// <summary>What an evaluation says as a whole.</summary>
public class EvaluationJobTests
{
    [Fact]
    public void A_suite_of_which_nothing_can_look_fails_the_gate()
    {
        // Without a model there is nothing to change rows for.
        var outcome = EvaluationJob.Run(Adult, new EvaluationSuite([Run(CheckSettings.None("perturbation"))]));
        Assert.True(outcome.Fails);
        Assert.StartsWith("Nothing was checked", outcome.Verdict);
    }

    [Fact]
    public void A_check_of_the_suite_that_had_nothing_to_look_at_leaves_it_open()
    {
        var outcome = EvaluationJob.Run(Adult, new EvaluationSuite([Run(CheckSettings.None("reuse")), Run(CheckSettings.None("perturbation"))]));
        Assert.Equal((false, true), (outcome.Fails, outcome.IsOpen));
    }

    [Fact]
    public void A_column_misspelt_in_a_rule_of_the_suite_ends_it() => Assert.StartsWith(
        "usage.",
        Assert.Throws<AssayException>(() => EvaluationJob.Run(Adult, new EvaluationSuite([Run(CheckSettings.None("slice-rules").With("slices", new[] { "agee < 30" }))]))).Code);

    [Fact]
    public void Curves_are_written_as_JSON()
    {
        var outcome = EvaluationJob.Run(Adult, new EvaluationSuite([Run(CheckSettings.None("calibration"))]));
        var series = JsonSerializer.SerializeToElement(outcome, JsonRules.Compact).GetProperty("results")[0].GetProperty("curves")[0].GetProperty("series")[0];
        Assert.InRange(series.GetProperty("points")[0].GetProperty("across").GetDouble(), 0, 1);
        Assert.InRange(series.GetProperty("points")[0].GetProperty("up").GetProperty("value").GetDouble(), 0, 1);
        Assert.InRange(series.GetProperty("band")[0].GetProperty("low").GetDouble(), 0, 1);
    }

    private static CheckContext Adult => Subjects.Adult() with { Model = null, Metric = new RocAuc() };

    private static SuiteRun Run(CheckSettings settings) => new(settings, "");
}
