using Assay.Data;
using Assay.Development.Splits;
using static Assay.Tests.Development.Tables;

namespace Assay.Tests.Development.Splits;

public class SplitPlanTests
{
    private static readonly SplitAdvice stratified = new(SplitKind.Stratified, null, ["because"]);

    private static Dataset Visits(int rows) => Classes(
        Enumerable.Range(0, rows).Select(i => i % 3 == 0 ? 1 : 0),
        Numbers("x", Enumerable.Range(0, rows).Select(i => (double)i)),
        Words("patient", Enumerable.Range(0, rows).Select(i => $"p{i / 4}")),
        Numbers("when", Enumerable.Range(0, rows).Select(i => (double)((i * 37 % rows) / 2))));

    [Fact]
    public void A_fifth_of_the_rows_is_locked_and_the_rest_is_dealt_in_five()
    {
        var split = SplitPlan.Make(Visits(200), new SplitOptions { Repeats = 1 }, stratified);
        Assert.Equal(40, split.Test.Length);
        Assert.Equal(Enumerable.Range(0, 200), split.Test.Concat(split.Development).Order());
        Assert.Equal(5, split.Folds.Count);
        Assert.Equal(split.Development, split.Folds.SelectMany(f => f.Validation).Order());
        Assert.Contains("because", split.Evidence);
    }

    [Theory]
    [InlineData(1250, 4)]
    [InlineData(1255, 2)]
    [InlineData(3750, 2)]
    [InlineData(3755, 1)]
    public void Fewer_rows_are_dealt_more_often(int rows, int repeats)
    {
        var split = SplitPlan.Make(Visits(rows), new SplitOptions(), stratified);
        Assert.Equal((repeats, repeats * 5), (split.Repeats, split.Folds.Count));
        Assert.All(split.Folds.GroupBy(f => f.Repeat), r => Assert.Equal(split.Development, r.SelectMany(f => f.Validation).Order()));
        Assert.Equal(split.Folds.Count, split.Folds.Select(f => string.Join(' ', f.Validation)).Distinct().Count());
        Assert.Equal(5, split.Once().Folds.Count);
        Assert.Equal(repeats > 1, split.Evidence.Contains($"{rows * 4 / 5:N0} rows to learn from are few: the 5 folds are dealt {repeats} times."));
    }

    [Fact]
    public void Groups_that_can_be_dealt_one_way_only_are_dealt_once()
    {
        var data = Classes(Enumerable.Range(0, 600).Select(i => i % 2), Words("site", Enumerable.Range(0, 600).Select(i => $"s{i / 100}")));
        var split = SplitPlan.Make(data, SplitOptions.Parse("group:site"), stratified);
        Assert.Equal((1, 5), (split.Repeats, split.Folds.Count));
    }

    [Fact]
    public void No_group_is_in_two_parts()
    {
        var split = SplitPlan.Make(Visits(200), SplitOptions.Parse("group:patient"), stratified);
        Assert.Equal(SplitKind.Grouped, split.Kind);
        Assert.Empty(split.Test.Select(r => r / 4).Intersect(split.Development.Select(r => r / 4)));
        Assert.All(split.Folds, f => Assert.Empty(f.Train.Select(r => r / 4).Intersect(f.Validation.Select(r => r / 4))));
        Assert.Equal(split.Units[0], split.Units[3]);
        Assert.NotEqual(split.Units[3], split.Units[4]);
    }

    [Fact]
    public void A_time_split_tests_on_the_last_moments_and_validates_forward()
    {
        var data = Visits(200);
        var when = ((NumberColumn)data.Columns[2]).Values.ToArray();
        var split = SplitPlan.Make(data, SplitOptions.Parse("time:when"), stratified);
        Assert.Equal("when", split.By);
        Assert.Equal(40, split.Test.Length);
        Assert.True(split.Development.Max(r => when[r]) < split.Test.Min(r => when[r]));
        Assert.Equal(4, split.Folds.Count);
        Assert.All(split.Folds, f => Assert.True(f.Train.Max(r => when[r]) <= f.Validation.Min(r => when[r])));
        Assert.All(split.Test, r => Assert.DoesNotContain(split.Units[r], split.Development.Select(d => split.Units[d])));
    }

    [Fact]
    public void Blocks_of_time_are_about_fifty_in_the_test_part()
    {
        var split = SplitPlan.Make(Visits(5000), SplitOptions.Parse("time"), stratified);
        Assert.Equal(50, split.Test.Select(r => split.Units[r]).Distinct().Count());
        Assert.Equal(200, split.Development.Select(r => split.Units[r]).Distinct().Count());
        Assert.Equal(split.Units.Order(), split.Units);
    }

    [Fact]
    public void Exact_duplicates_stay_in_one_part()
    {
        var data = Classes(Enumerable.Range(0, 100).Select(i => i / 2 % 2), Numbers("x", Enumerable.Range(0, 100).Select(i => (double)Math.Max(i / 2, i - 60))));
        var split = SplitPlan.Make(data, new SplitOptions(), stratified);
        var x = ((NumberColumn)data.Columns[0]).Values.ToArray();
        var twice = split.Test.Select(r => (x[r], data.Target.Span[r])).Intersect(split.Development.Select(r => (x[r], data.Target.Span[r])));
        Assert.Empty(twice);
        Assert.Contains(split.Evidence, e => e.Contains("duplicate", StringComparison.Ordinal));
    }

    [Fact]
    public void Rows_of_a_table_with_few_possible_rows_are_dealt_one_by_one()
    {
        var data = Classes(Enumerable.Range(0, 1000).Select(i => i % 7 == 0 ? 1 : 0), Words("sex", Enumerable.Range(0, 1000).Select(i => i % 2 == 0 ? "f" : "m")));
        var split = SplitPlan.Make(data, new SplitOptions { Repeats = 1 }, stratified);
        Assert.Equal(200, split.Test.Length);
        Assert.Equal(["because"], split.Evidence);
    }

    [Fact]
    public void A_fold_file_locks_its_fold()
    {
        var file = new TestFold([.. Enumerable.Range(0, 100).Select(i => i * 7 % 5)], 3, "folds.gz");
        var split = SplitPlan.Make(Visits(100), new SplitOptions { TestFold = file }, stratified);
        Assert.Equal(Enumerable.Range(0, 100).Where(i => i * 7 % 5 == 3), split.Test);
        Assert.Equal(SplitKind.Stratified, split.Kind);
        Assert.Equal(80, split.Development.Length);
    }

    [Fact]
    public void A_fold_file_that_keeps_groups_whole_makes_a_grouped_split()
    {
        var data = Visits(100).WithRole("patient", ColumnRole.Group);
        var whole = new TestFold([.. Enumerable.Range(0, 100).Select(i => i / 4 % 5)], 1, "folds.gz");
        var parted = new TestFold([.. Enumerable.Range(0, 100).Select(i => i % 5)], 1, "folds.gz");
        Assert.Equal(SplitKind.Grouped, SplitPlan.Make(data, new SplitOptions { TestFold = whole }, stratified).Kind);
        Assert.Equal(SplitKind.Stratified, SplitPlan.Make(data, new SplitOptions { TestFold = parted }, stratified).Kind);
    }

    [Fact]
    public void A_fold_file_of_time_blocks_learns_from_the_past_only()
    {
        var file = new TestFold([.. Enumerable.Range(0, 120).Select(i => i / 20)], 2, "blocks.gz");
        var split = SplitPlan.Make(Visits(120), new SplitOptions { TestFold = file }, stratified);
        Assert.Equal(SplitKind.Time, split.Kind);
        Assert.Equal(Enumerable.Range(0, 60), split.Development);
        Assert.Equal(Enumerable.Range(60, 20), split.Test);
        Assert.Equal(4, split.Folds.Count);
        Assert.All(split.Folds, f => Assert.True(f.Train.Max() < f.Validation.Min()));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-1)]
    public void Refuses_a_fold_that_the_file_does_not_hold(int part)
    {
        var file = new TestFold([.. Enumerable.Range(0, 120).Select(i => i / 20)], part, "blocks.gz");
        var error = Assert.Throws<AssayException>(() => SplitPlan.Make(Visits(120), new SplitOptions { TestFold = file }, stratified));
        Assert.Equal("data.test-fold-part", error.Code);
    }

    [Fact]
    public void Refuses_a_fold_file_that_does_not_line_up()
    {
        var file = new TestFold([0, 1, 2], 0, "folds.gz");
        var error = Assert.Throws<AssayException>(() => SplitPlan.Make(Visits(120), new SplitOptions { TestFold = file }, stratified));
        Assert.Equal("data.test-fold-rows", error.Code);
        Assert.Contains("3 numbers", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_group_column_that_is_not_there()
    {
        var error = Assert.Throws<AssayException>(() => SplitPlan.Make(Visits(120), SplitOptions.Parse("group:patent"), stratified));
        Assert.Equal("data.column-missing", error.Code);
        Assert.Contains("Did you mean \"patient\"?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_too_few_rows() =>
        Assert.Equal("data.too-few-rows", Assert.Throws<AssayException>(() => SplitPlan.Make(Visits(4), new SplitOptions(), stratified)).Code);

    [Theory]
    [InlineData("stratified", SplitKind.Stratified, null)]
    [InlineData("group:patient_nbr", SplitKind.Grouped, "patient_nbr")]
    [InlineData("time", SplitKind.Time, null)]
    [InlineData("time:when:utc", SplitKind.Time, "when:utc")]
    public void Reads_the_words_of_the_command_line(string words, SplitKind kind, string? by)
    {
        var options = SplitOptions.Parse(words);
        Assert.Equal((kind, by), (options.Kind!.Value, options.By));
    }

    [Theory]
    [InlineData("group")]
    [InlineData("stratified:x")]
    [InlineData("random")]
    public void Refuses_other_words(string words) =>
        Assert.Equal("usage.split-unknown", Assert.Throws<AssayException>(() => SplitOptions.Parse(words)).Code);

    [Fact]
    public void Reads_fold_files_plain_and_gzip()
    {
        var folder = Directory.CreateTempSubdirectory("assay-");
        try
        {
            var plain = Path.Combine(folder.FullName, "a.txt");
            var zipped = Path.Combine(folder.FullName, "b:c.gz");
            File.WriteAllText(plain, "0\n1\n1\n2\n");
            using (var stream = new System.IO.Compression.GZipStream(File.Create(zipped), System.IO.Compression.CompressionLevel.Fastest))
            {
                stream.Write("4\n1\n"u8);
            }

            var time = TestFold.Read($"{plain}:1");
            Assert.Equal([0, 1, 1, 2], time.Numbers);
            Assert.True(time.IsTime);
            Assert.False(TestFold.Read($"{zipped}:4").IsTime);
            File.WriteAllText(plain, "0\nfold\n");
            Assert.Equal("data.test-fold-broken", Assert.Throws<AssayException>(() => TestFold.Read($"{plain}:1")).Code);
            Assert.Equal("data.file-missing", Assert.Throws<AssayException>(() => TestFold.Read("nowhere.gz:1")).Code);
            Assert.Equal("usage.test-fold", Assert.Throws<AssayException>(() => TestFold.Read(plain)).Code);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
