using Assay.Data;
using Assay.Evaluation;
using Assay.Evaluation.Checks;
using Assay.Evaluation.Slices;
using Assay.Metrics;
using Assay.Numerics;

namespace Assay.Tests.Evaluation.Slices;

/// <summary>Faults planted in predictions of UCI Adult are found by the checks of slices, and predictions without one pass.</summary>
public class SlicesCheckTests
{
    private static readonly Lazy<Dataset> adult = new(() =>
    {
        var all = Dataset.Read(TestData.Adult, "income");
        return all.Taking([.. Enumerable.Range(0, all.RowCount).Where(r => r % 4 == 0)]);
    });

    [Fact]
    public void A_slice_that_is_mostly_wrong_is_found_and_fails()
    {
        // One row in ten is wrong anywhere, six in ten of those who work in farming.
        var results = Run("slices", Wrong(row => Job(row) == "Farming-fishing" ? 0.6 : 0.1));
        var worst = results[0];
        Assert.Equal(("occupation = Farming-fishing", CheckStatus.Failed), (worst.Subject, worst.Status));
        Assert.True(worst.AdjustedP < 0.05);
        Assert.Contains("permutations", worst.Correction, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_dealt_by_chance_are_no_slice()
    {
        var only = Assert.Single(Run("slices", Wrong(_ => 0.1)));
        Assert.Equal((CheckStatus.Passed, "all slices"), (only.Status, only.Subject));
    }

    [Fact]
    public void A_slice_somebody_wrote_down_is_judged_and_a_harmless_one_passes()
    {
        var settings = CheckSettings.None("slice-rules").With("slices", new[] { "occupation = Farming-fishing", "age < 30" });
        var results = Run("slice-rules", Wrong(row => Job(row) == "Farming-fishing" ? 0.6 : 0.1), settings);
        Assert.Equal([CheckStatus.Failed, CheckStatus.Passed], results.Select(r => r.Status));
        Assert.Equal("max-T over the 2 slices named", results[0].Correction);
    }

    [Fact]
    public void A_rule_that_cannot_be_read_says_so() => Assert.Equal(
        "usage.rule-syntax",
        Assert.Throws<AssayException>(() => Run("slice-rules", Wrong(_ => 0.1), CheckSettings.None("slice-rules").With("slices", "age <"))).Code);

    private static string? Job(int row) => adult.Value.Columns.First(c => c.Name == "occupation").Show(row);

    // The truth, turned round in a share of the rows.
    private static CheckContext Wrong(Func<int, double> share)
    {
        var random = SeededRandom.For(5, "errors");
        double[] predicted = [.. adult.Value.Target.ToArray().Select((truth, row) => random.NextDouble() < share(row) ? 1 - truth : truth)];
        return new CheckContext { Predictions = new Predictions("planted", adult.Value, predicted, PredictionKind.Label), Metric = new Accuracy(), Seed = 1, Threads = 2 };
    }

    private static IReadOnlyList<CheckResult> Run(string check, CheckContext context, CheckSettings? settings = null) =>
        Catalogue<Check>.Find(check).Run(context, settings ?? CheckSettings.None(check).With("depth", 2));
}
