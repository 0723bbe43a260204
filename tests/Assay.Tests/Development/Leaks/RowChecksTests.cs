using Assay.Data;
using Assay.Development;
using Assay.Development.Leaks;
using Assay.Development.Splits;
using static Assay.Tests.Development.Leaks.LeakTables;
using static Assay.Tests.Development.Tables;

namespace Assay.Tests.Development.Leaks;

public class RowChecksTests
{
    private static readonly int[] labels = Each(600, i => i * 7919 % 10 < 3 ? 1 : 0);

    [Fact]
    public void A_row_counter_used_as_feature_is_certain()
    {
        var found = Assert.Single(Classes(labels, Numbers("n", Each(600, i => i + 5.0)), Numbers("x", Noise(600, 1))).Check("identifier"));
        Assert.Equal(("n", LeakCertainty.Certain), (found.Column, found.Certainty));
    }

    [Fact]
    public void A_unique_key_used_as_feature_is_certain() =>
        Assert.Equal("order_id", Assert.Single(Classes(labels, Numbers("order_id", Each(600, i => i * 7919.0 % 100_003)), Numbers("x", Noise(600, 1))).Check("identifier")).Column);

    [Fact]
    public void A_regular_date_is_no_identifier() =>
        Assert.Empty(Regression(Noise(600, 2), Numbers("ts", Each(600, i => 1.6e9 + (3600.0 * i)), ColumnKind.Date), Numbers("x", Noise(600, 1))).Check("identifier"));

    [Fact]
    public void A_number_that_the_split_takes_for_the_time_is_only_suspected()
    {
        var data = Regression(Noise(600, 2), Numbers("second", Each(600, i => 60.0 * i)), Numbers("x", Noise(600, 1)));
        var found = Assert.Single(data.Check("identifier", "time:second"));
        Assert.Equal(LeakCertainty.Suspected, found.Certainty);
        Assert.Contains("--time second", found.Remedy, StringComparison.Ordinal);
        Assert.Equal(LeakCertainty.Certain, Assert.Single(data.Check("identifier")).Certainty);
    }

    [Fact]
    public void The_calendar_of_the_time_is_no_drift() =>
        Assert.Empty(Regression(Noise(600, 2), Numbers("ts", Each(600, i => 1.6e9 + (86400.0 * i)), ColumnKind.Date), Numbers("x", Noise(600, 1)))
            .WithRole("ts", ColumnRole.Time).Check("adversarial-validation", "time"));

    [Fact]
    public void Measurements_and_amounts_are_no_keys() =>
        Assert.Empty(Classes(labels, Numbers("amount", Each(600, i => i * 7919.0 % 100_003)), Numbers("paid", Noise(600, 1))).Check("identifier"));

    [Fact]
    public void A_file_sorted_by_its_target_is_told() =>
        Assert.Equal(LeakCertainty.Suspected, Assert.Single(Regression(Each(600, i => i + (i * 7919 % 50.0)), Numbers("x", Noise(600, 1))).Check("row-order")).Certainty);

    [Fact]
    public void A_shuffled_file_is_silent() => Assert.Empty(Classes(labels, Numbers("x", Noise(600, 1))).Check("row-order"));

    [Fact]
    public void Order_in_time_is_no_finding_in_a_time_split() =>
        Assert.Empty(Regression(Each(600, i => (double)i), Numbers("x", Noise(600, 1))).Check("row-order", "time"));

    [Fact]
    public void Copies_are_counted_and_so_are_those_on_both_sides()
    {
        var data = Classes(Each(600, i => i % 300 % 2), Numbers("x", Each(600, i => i % 300 * 1.5)));
        var kept = Assert.Single(data.Check("duplicates"));
        Assert.Contains("300 of 600 rows are exact copies", kept.Evidence, StringComparison.Ordinal);
        Assert.Contains("0 of 120 test rows", kept.Evidence, StringComparison.Ordinal);
        var given = SplitPlan.Make(data, new SplitOptions { TestFold = new TestFold(Each(600, i => i >= 300 && i % 5 == 0 ? 0 : 1), 0, "f") }, new SplitAdvice(SplitKind.Stratified, null, []));
        var across = Assert.Single(Catalogue<LeakCheck>.Find("duplicates").Run(new LeakContext { Data = data, Split = given }));
        Assert.Contains("60 of 60 test rows", across.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_rows_with_different_answers_are_counted() =>
        Assert.Contains("have an equal row with another target", Assert.Single(Classes(Each(600, i => i % 4 == 0 ? 1 : 0), Numbers("x", Each(600, i => i / 3 * 1.5))).Check("duplicates")).Evidence, StringComparison.Ordinal);

    [Fact]
    public void Rows_that_differ_are_no_copies() => Assert.Empty(Classes(labels, Numbers("x", Noise(600, 1))).Check("duplicates"));

    [Fact]
    public void Entities_on_both_sides_of_a_random_split_are_told()
    {
        var data = Classes(labels, Words("patient_id", Each(600, i => $"p{i * 7919 % 600 / 4}")), Words("sex", Each(600, i => i * 7919 % 600 / 4 % 2 == 0 ? "f" : "m")), Numbers("x", Noise(600, 1)));
        var found = Assert.Single(data.Check("group-overlap"));
        Assert.Contains("--split group:patient_id", found.Remedy, StringComparison.Ordinal);
        Assert.Empty(data.Check("group-overlap", "group:patient_id"));
    }

    [Fact]
    public void Gaps_that_follow_the_answer_are_told()
    {
        var gap = Each(600, i => labels[i] == 1 && i % 10 != 0 ? 3.0 : double.NaN);
        Assert.Equal("closed_on", Assert.Single(Classes(labels, Numbers("closed_on", gap), Numbers("x", Noise(600, 1))).Check("missingness")).Column);
        Assert.Empty(Classes(labels, Numbers("closed_on", Each(600, i => i % 3 == 0 ? double.NaN : 1.0)), Numbers("x", Noise(600, 1))).Check("missingness"));
    }

    [Fact]
    public void A_flag_set_after_the_outcome_is_suspected()
    {
        var flag = Each(600, i => labels[i] == 1 && i % 3 == 0 ? 1.0 : 0.0);
        var found = Assert.Single(Classes(labels, Numbers("tool_wear_failure", flag, ColumnKind.Boolean), Numbers("x", Noise(600, 1))).Check("determining-value"));
        Assert.Equal(("tool_wear_failure", LeakCertainty.Suspected), (found.Column, found.Certainty));
        Assert.Empty(Classes(labels, Numbers("flag", Each(600, i => i % 3 == 0 ? 1.0 : 0.0), ColumnKind.Boolean)).Check("determining-value"));
    }

    [Fact]
    public void An_amount_that_is_paid_only_after_the_outcome_is_suspected()
    {
        var recovered = Each(600, i => labels[i] == 1 && i % 3 == 0 ? 100.5 + i : 0.0);
        Assert.Contains("recoveries = other than 0", Assert.Single(Classes(labels, Numbers("recoveries", recovered), Numbers("x", Noise(600, 1))).Check("determining-value")).Evidence, StringComparison.Ordinal);
    }
}
