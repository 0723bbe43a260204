using Assay.Data;
using Assay.Evaluation;
using Assay.Evaluation.Models;

namespace Assay.Tests.Evaluation.Models;

public sealed class CommandModelTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("0.25")]
    [InlineData("[0.75, 0.25]")]
    [InlineData("[0.25]")]
    [InlineData("{\"yes\": 0.25, \"no\": 0.75}")]
    [InlineData("{\"no\": 0.75}")]
    [InlineData("{\"probabilities\": [0.75, 0.25]}")]
    public void Understands_probabilities_in_every_form(string answer)
    {
        using var model = Command($"while read -r line; do echo '{answer}'; done");
        Assert.Equal([0.25, 0.25, 0.25, 0.25, 0.25], model.Predict(SmallTable.Binary().All, CancellationToken.None));
        Assert.Equal(PredictionKind.Probability, model.Kind);
    }

    [Theory]
    [InlineData("yes", 1)]
    [InlineData("\"no\"", 0)]
    public void Understands_classes(string answer, double expected)
    {
        using var model = Command($"while read -r line; do echo '{answer}'; done");
        Assert.Equal(Enumerable.Repeat(expected, 5), model.Predict(SmallTable.Binary().All, CancellationToken.None));
        Assert.Equal(PredictionKind.Label, model.Kind);
    }

    [Fact]
    public void Classes_that_are_numbers_are_not_taken_for_probabilities()
    {
        using var model = Command("while read -r line; do echo 1; read -r line; echo 2; done", new ModelSourceOptions { BatchRows = 2 });
        Assert.Equal([0, 1, 0, 1], model.Predict(new Sample(SmallTable.Binary() with { Classes = ["1", "2"] }, [0, 1, 2, 3]), CancellationToken.None));
        Assert.Equal(PredictionKind.Label, model.Kind);
    }

    [Fact]
    public void Understands_several_classes_by_name_and_by_order()
    {
        using var named = Command("while read -r line; do echo '{\"c\": 0.5, \"a\": 0.125, \"b\": 0.375}'; done");
        using var listed = Command("while read -r line; do echo '[0.5, 0.125, 0.375]'; done", new ModelSourceOptions { Classes = ["c", "a", "b"] });
        using var label = Command("while read -r line; do echo b; done");
        double[] expected = [.. Enumerable.Repeat(new[] { 0.125, 0.375, 0.5 }, 5).SelectMany(p => p)];
        Assert.Equal(expected, named.Predict(SmallTable.Multiclass().All, CancellationToken.None));
        Assert.Equal(expected, listed.Predict(SmallTable.Multiclass().All, CancellationToken.None));
        Assert.Equal(Enumerable.Repeat(new[] { 0.0, 1, 0 }, 5).SelectMany(p => p), label.Predict(SmallTable.Multiclass().All, CancellationToken.None));
    }

    [Fact]
    public void Writes_each_row_as_a_line_of_JSON_without_the_target()
    {
        using var model = Command($"while IFS= read -r line; do printf '%s\\n' \"$line\" >> {folder.In("seen")}; echo 7; done");
        Assert.Equal([7, 7, 7, 7, 7.0], model.Predict(SmallTable.Regression().All, CancellationToken.None));
        Assert.Equal(
            [
                "{\"size\":1,\"main colour\":\"blue, dark\",\"new\":false,\"note\":\"say \\\"hi\\\"\",\"when\":\"1970-01-01 00:00:00\"}",
                "{\"size\":2.5,\"main colour\":\"green\",\"new\":true,\"note\":\"two\\nlines\",\"when\":\"1970-01-02 00:00:00\"}",
                "{\"size\":-3,\"main colour\":\"red\",\"new\":true,\"note\":\"\",\"when\":\"2017-07-14 02:40:00\"}",
                "{\"size\":null,\"main colour\":null,\"new\":false,\"note\":null,\"when\":\"2020-09-13 12:26:40\"}",
                "{\"size\":1E+20,\"main colour\":\"blue, dark\",\"new\":false,\"note\":\"ü\",\"when\":\"2023-11-14 22:13:20\"}",
            ],
            File.ReadAllLines(folder.In("seen")));
    }

    [Fact]
    public void Writes_CSV_with_one_line_of_names_and_only_the_columns_asked_for()
    {
        var options = new ModelSourceOptions { Rows = RowFormat.Csv, Features = ["main colour", "size"], BatchRows = 2 };
        using var model = Command($"read -r names; echo \"$names\" >> {folder.In("seen")}; while read -r line; do echo \"$line\" >> {folder.In("seen")}; echo 7; done", options);
        model.Predict(SmallTable.Regression().All, CancellationToken.None);
        Assert.Equal(["main colour,size", "\"blue, dark\",1", "green,2.5", "red,-3", ",", "\"blue, dark\",1E+20"], File.ReadAllLines(folder.In("seen")));
    }

    [Theory]
    [InlineData("[0.9, 0.9]", "adds up to 1.8")]
    [InlineData("{\"yes\": 0.1, \"no\": 0.1}", "adds up to 0.2")]
    public void Probabilities_that_do_not_add_up_are_refused(string answer, string message)
    {
        using var model = Command($"while read -r line; do echo '{answer}'; done");
        var refused = Assert.Throws<AssayException>(() => model.Predict(SmallTable.Binary().All, TestContext.Current.CancellationToken));
        Assert.Equal("provider.answer-sum", refused.Code);
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        using var scores = Command($"while read -r line; do echo '[0.9, 0.9]'; done", new ModelSourceOptions { Kind = PredictionKind.Score });
        Assert.Equal([0.0, 0, 0, 0, 0], scores.Predict(SmallTable.Binary().All, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_line_without_end_is_refused_and_does_not_fill_the_memory()
    {
        using var model = Command("read -r line; cat /dev/zero | tr '\\0' x");
        var refused = Assert.Throws<AssayException>(() => model.Predict(SmallTable.Binary().All, TestContext.Current.CancellationToken));
        Assert.StartsWith("provider.answer-unreadable: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("a line of more than 1,048,576 characters", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_never_stops_writing_waits_and_is_told_off()
    {
        using var model = Command("while read -r line; do yes 0.5; done");
        _ = model.Predict(SmallTable.Binary().All, TestContext.Current.CancellationToken);
        var refused = Assert.Throws<AssayException>(() => model.Predict(SmallTable.Binary().All, TestContext.Current.CancellationToken));
        Assert.Equal("provider.answer-extra", refused.Code);
    }

    [Fact]
    public void The_last_line_may_end_without_a_sign_and_lines_may_end_as_on_Windows()
    {
        using var model = Command("while read -r line; do lines=$((lines+1)); if [ $lines = 5 ]; then printf 0.5; exit 0; fi; printf '0.25\\r\\n'; done");
        Assert.Equal([0.25, 0.25, 0.25, 0.25, 0.5], model.Predict(SmallTable.Binary().All, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void One_process_answers_every_batch()
    {
        using var model = Command($"echo start >> {folder.In("starts")}; n=0; while read -r line; do n=$((n+1)); echo $n; done", new ModelSourceOptions { BatchRows = 2 });
        Assert.Equal([1, 2, 3, 4, 5.0], model.Predict(SmallTable.Regression().All, CancellationToken.None));
        Assert.Equal([6, 7.0], model.Predict(new Sample(SmallTable.Regression(), [3, 1]), CancellationToken.None));
        Assert.Single(File.ReadAllLines(folder.In("starts")));
    }

    [Fact]
    public void A_program_that_reads_to_the_end_first_is_started_for_every_batch()
    {
        using var model = Command(
            "tail -n +2 > rows.$$; n=$(wc -l < rows.$$); rm rows.$$; i=0; while [ $i -lt $n ]; do echo $n; i=$((i+1)); done",
            new ModelSourceOptions { Life = CommandLife.OneBatch, Rows = RowFormat.Csv, Features = ["size"], BatchRows = 3 });
        Assert.Equal([3, 3, 3, 2, 2.0], model.Predict(SmallTable.Regression().All, CancellationToken.None));
    }

    // 40,000 rows are more than any pipe holds: a writer that did not read at the same time would never end.
    [Fact]
    public void Full_pipes_do_not_stop_it()
    {
        var rows = new Sample(SmallTable.Regression(), [.. Enumerable.Range(0, 40_000).Select(i => i % 5)]);
        using var model = Command("awk '{ print NR; print \"noise\" > \"/dev/stderr\" }'", new ModelSourceOptions { BatchRows = 40_000, Life = CommandLife.OneBatch });
        Assert.Equal(Enumerable.Range(1, 40_000).Select(i => (double)i), model.Predict(rows, CancellationToken.None));
    }

    [Fact]
    public void An_early_end_says_the_exit_code_and_what_was_written_to_standard_error()
    {
        using var model = Command("read -r line; echo 1; echo 'cannot find model.bin' >&2; exit 3");
        var error = Assert.Throws<AssayException>(() => model.Predict(SmallTable.Regression().All, CancellationToken.None));
        Assert.Equal("provider.command-ended", error.Code);
        Assert.Contains("exit code 3", error.Message);
        Assert.Contains("1 of 5 rows", error.Message);
        Assert.Contains("cannot find model.bin", error.Message);
    }

    [Fact]
    public void Silence_ends_in_an_error()
    {
        var options = new ModelSourceOptions { TimeOut = TimeSpan.FromSeconds(9), Clock = new EagerClock(TimeSpan.FromSeconds(9)) };
        using var model = Command("cat > /dev/null", options);
        var error = Assert.Throws<AssayException>(() => model.Predict(SmallTable.Regression().All, CancellationToken.None));
        Assert.Equal("provider.command-time-out", error.Code);
        Assert.Contains("9 s", error.Message);
    }

    [Fact]
    public void Its_children_end_with_it()
    {
        int child;
        using (var model = Command("sleep 600 & while read -r line; do echo $!; done"))
        {
            child = (int)model.Predict(new Sample(SmallTable.Regression(), [0]), CancellationToken.None)[0];
            Assert.True(File.Exists($"/proc/{child}/stat"));
        }

        Assert.True(SpinWait.SpinUntil(() => HasEnded(child), TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void Cancelling_ends_it()
    {
        using var cancelled = new CancellationTokenSource();
        using var model = Command("cat > /dev/null");
        cancelled.CancelAfter(TimeSpan.FromMilliseconds(1));
        Assert.ThrowsAny<OperationCanceledException>(() => model.Predict(SmallTable.Regression().All, cancelled.Token));
    }

    [Theory]
    [InlineData("while read -r line; do echo maybe; done", "provider.answer-unreadable")]
    [InlineData("while read -r line; do echo 1.5; done", "provider.answer-unreadable")]
    [InlineData("while read -r line; do echo null; done", "provider.answer-unreadable")]
    [InlineData("while read -r line; do echo '{\"yes\": 0.5, \"other\": 0.5}'; done", "provider.answer-unreadable")]
    [InlineData("while read -r line; do echo '[0.2, 0.3, 0.5]'; done", "model.classes-differ")]
    [InlineData("read -r line; echo yes; while read -r line; do echo '[0.5, 0.5]'; done", "provider.answer-mixed")]
    public void Refuses_an_answer_that_is_none(string script, string code)
    {
        using var model = Command(script);
        Assert.Equal(code, Assert.Throws<AssayException>(() => model.Predict(SmallTable.Binary().All, CancellationToken.None)).Code);
    }

    [Fact]
    public void Scores_are_taken_when_told()
    {
        using var model = Command("while read -r line; do echo -3.5; done", new ModelSourceOptions { Kind = PredictionKind.Score });
        Assert.Equal(Enumerable.Repeat(-3.5, 5), model.Predict(SmallTable.Binary().All, CancellationToken.None));
        Assert.Equal(PredictionKind.Score, model.Kind);
    }

    [Fact]
    public void More_answers_than_rows_are_refused()
    {
        using var model = Command("while read -r line; do echo 1; done; echo 2", new ModelSourceOptions { Life = CommandLife.OneBatch });
        var error = Assert.Throws<AssayException>(() => model.Predict(SmallTable.Regression().All, CancellationToken.None));
        Assert.Equal("provider.answer-extra", error.Code);
    }

    [Fact]
    public void A_missing_program_is_named()
    {
        using var model = ModelSource.Open("command:no-such-program-here x", new ModelSourceOptions());
        var error = Assert.Throws<AssayException>(() => model.Predict(SmallTable.Binary().All, CancellationToken.None));
        Assert.Equal("provider.command-start", error.Code);
        Assert.Contains("no-such-program-here", error.Message);
    }

    [Fact]
    public void The_sample_scorer_scores_the_example()
    {
        var data = Dataset.Read(TestData.Adult, new ReadOptions { Target = "income", Positive = ">50K", Threads = 1 });
        using var model = ModelSource.Open($"command:python3 '{TestData.In("examples/score.py")}'", new ModelSourceOptions());
        var rows = new Sample(data, [.. Enumerable.Range(0, 2500)]);
        var predicted = model.Predict(rows, CancellationToken.None);
        var right = predicted.Zip(rows.Target()).Count(p => p.First >= 0.5 == (p.Second == 1));
        Assert.InRange(right, 2500 * 0.78, 2500 * 0.9);
        Assert.Equal(2500, model.Time.Rows);
    }

    // A killed child may stay as a zombie until somebody takes its exit code.
    private static bool HasEnded(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/stat").Split(") ")[1][0] == 'Z';
        }
        catch (IOException)
        {
            return true;
        }
    }

    // The script runs in the test's folder, whatever it is called with.
    private EvaluatedModel Command(string script, ModelSourceOptions? options = null) =>
        ModelSource.Open($"sh '{folder.Write($"score-{Guid.NewGuid():N}.sh", $"cd '{folder.FullName}'\n{script}\n")}'", (options ?? new()) with { Format = "command" });
}
