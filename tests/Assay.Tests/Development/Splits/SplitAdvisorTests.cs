using Assay.Data;
using Assay.Development.Splits;
using Assay.Learners;
using Assay.Metrics;
using Assay.Numerics;
using static Assay.Tests.Development.Tables;

namespace Assay.Tests.Development.Splits;

public class SplitAdvisorTests
{
    private const int Rows = 1200;

    private static double[] Drifting(ulong seed)
    {
        var random = new SeededRandom(seed);
        var level = 0.0;
        return [.. Enumerable.Range(0, Rows).Select(_ => level = (0.95 * level) + random.NextNormal())];
    }

    private static double[] Noise(ulong seed)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, Rows).Select(_ => random.NextNormal())];
    }

    private static IEnumerable<double> Row(Func<int, double> value) => Enumerable.Range(0, Rows).Select(value);

    [Fact]
    public void Sorted_dates_mean_time()
    {
        var advice = SplitAdvisor.Advise(Regression(Drifting(1), Numbers("day", Row(i => 1.3e9 + (i / 4 * 86400.0)), ColumnKind.Date), Numbers("x", Noise(2))));
        Assert.Equal((SplitKind.Time, "day"), (advice.Kind, advice.By));
        Assert.Contains("would be optimistic", string.Join(' ', advice.Evidence), StringComparison.Ordinal);
    }

    [Fact]
    public void Unsorted_dates_mean_time_when_the_target_follows_them()
    {
        var (drift, place) = (Drifting(1), Enumerable.Range(0, Rows).Select(i => i * 487 % Rows).ToArray());
        var day = Numbers("sold", place.Select(p => 1.3e9 + (p * 86400.0)), ColumnKind.Date);
        Assert.Equal((SplitKind.Time, "sold"), SplitAdvisor.Advise(Regression(place.Select(p => drift[p]), day)) is var a ? (a.Kind, a.By) : default);
        Assert.Equal(SplitKind.Stratified, SplitAdvisor.Advise(Regression(Noise(3), day)).Kind);
    }

    [Fact]
    public void A_date_of_birth_is_no_time_of_the_row() =>
        Assert.Equal(SplitKind.Stratified, SplitAdvisor.Advise(Regression(Drifting(1), Numbers("birth_date", Row(i => i * 86400.0), ColumnKind.Date), Numbers("x", Noise(2)))).Kind);

    [Fact]
    public void Year_month_and_day_in_order_mean_time()
    {
        var advice = SplitAdvisor.Advise(Classes(Noise(4).Select(x => x > 0 ? 1 : 0), Numbers("month", Row(i => 1 + (i / 100)), ColumnKind.OrderedCode), Numbers("day", Row(i => 1 + (i % 100 / 4)), ColumnKind.OrderedCode), Numbers("x", Noise(2))));
        Assert.Equal(SplitKind.Time, advice.Kind);
        Assert.Null(advice.By);
    }

    [Fact]
    public void A_clock_that_goes_round_with_an_autocorrelated_target_means_time() =>
        Assert.Equal(SplitKind.Time, SplitAdvisor.Advise(Regression(Drifting(1), Numbers("phase", Row(i => i % 48 / 48.0)), Numbers("x", Noise(2)))).Kind);

    [Fact]
    public void A_panel_of_entities_is_not_in_time_order()
    {
        var advice = SplitAdvisor.Advise(Regression(
            Row(i => (i / 12 * 37 % 100) + (i % 12)), Words("country", Enumerable.Range(0, Rows).Select(i => $"c{i / 12:000}")), Numbers("wave", Row(i => i % 12), ColumnKind.OrderedCode), Numbers("x", Noise(2))));
        Assert.NotEqual(SplitKind.Time, advice.Kind);
    }

    [Fact]
    public void Every_combination_once_is_no_clock() =>
        Assert.Equal(SplitKind.Stratified, SplitAdvisor.Advise(Regression(
            Row(i => (i / 100) + (i % 10)), Numbers("a", Row(i => i / 100), ColumnKind.OrderedCode), Numbers("b", Row(i => i / 10 % 10), ColumnKind.OrderedCode), Numbers("c", Row(i => i % 10), ColumnKind.OrderedCode))).Kind);

    [Fact]
    public void A_file_sorted_by_its_target_is_not_in_time_order() =>
        Assert.Equal(SplitKind.Stratified, SplitAdvisor.Advise(Regression(Row(i => i), Numbers("a", Row(i => i + (i % 7))), Numbers("b", Row(i => i - (i % 9))), Numbers("c", Row(i => i / 2)), Numbers("d", Row(i => i + (i % 5))))).Kind);

    [Fact]
    public void A_file_sorted_by_class_is_not_in_time_order() =>
        Assert.Equal(SplitKind.Stratified, SplitAdvisor.Advise(Classes(Row(i => i / 400).Select(c => (int)c), Numbers("a", Noise(1).Select((x, i) => x + (i / 400))), Numbers("b", Noise(2)))).Kind);

    [Fact]
    public void Entities_that_come_back_mean_groups()
    {
        var patient = Enumerable.Range(0, Rows).Select(i => i * 7919 % Rows / 3).ToArray();
        var advice = SplitAdvisor.Advise(Classes(Noise(5).Select(x => x > 1 ? 1 : 0), Numbers("patient_nbr", patient.Select(p => 1000.0 + p)), Words("sex", patient.Select(p => p % 2 == 0 ? "f" : "m")), Numbers("x", Noise(2))));
        Assert.Equal((SplitKind.Grouped, "patient_nbr"), (advice.Kind, advice.By));
        Assert.Contains("400 entities", advice.Evidence[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Codes_without_a_trace_of_entities_mean_nothing() =>
        Assert.Equal(SplitKind.Stratified, SplitAdvisor.Advise(Classes(Noise(5).Select(x => x > 1 ? 1 : 0), Numbers("source_id", Row(i => i * 7919 % Rows / 3)), Numbers("x", Noise(2)))).Kind);

    [Fact]
    public void Declared_columns_decide()
    {
        var data = Classes(Noise(5).Select(x => x > 1 ? 1 : 0), Numbers("when", Noise(6)), Words("who", Enumerable.Range(0, Rows).Select(i => $"{i % 50}")));
        Assert.Equal(SplitKind.Grouped, SplitAdvisor.Advise(data.WithRole("who", ColumnRole.Group)).Kind);
        var both = SplitAdvisor.Advise(data.WithRole("who", ColumnRole.Group).WithRole("when", ColumnRole.Time));
        Assert.Equal((SplitKind.Time, "when", "who"), (both.Kind, both.By, both.GroupBy));
    }

    [Fact]
    public void The_optimism_of_a_random_split_is_shown_for_a_series()
    {
        var drift = Drifting(1);
        var data = Regression(drift, Numbers("index", Row(i => i)), Numbers("x", Noise(2)));
        var split = SplitPlan.Make(data, SplitOptions.Parse("time"), SplitAdvisor.Advise(data));
        var summary = SplitEvidence.Measure(data, split, DefaultMetric.For(data.Task), new FitOptions());
        Assert.True(summary.Optimism > 0);
        Assert.True(summary.HonestScore!.Value > summary.RandomScore!.Value);
        Assert.InRange(summary.HonestScore.Value, summary.HonestScore.Low, summary.HonestScore.High);
        Assert.Contains("flatter", summary.Evidence[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_stratified_split_has_no_optimism_to_show()
    {
        var data = Regression(Noise(1), Numbers("x", Noise(2)));
        var split = SplitPlan.Make(data, new SplitOptions(), SplitAdvisor.Advise(data));
        Assert.Null(SplitEvidence.Measure(data, split, DefaultMetric.For(data.Task), new FitOptions()).Optimism);
    }

    [Theory]
    [InlineData("pickupDate_utc", "pickup date utc")]
    [InlineData("customerID", "customer id")]
    [InlineData("emp.var.rate", "emp var rate")]
    [InlineData("diag_1", "diag 1")]
    public void Names_fall_into_words(string name, string words) => Assert.Equal(words, string.Join(' ', NameWords.Of(name)));
}
