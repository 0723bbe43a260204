using System.Text.Json.Nodes;
using Assay.Tracking;
using Assay.Tracking.Export;
using Assay.Tracking.Import;
using CsCheck;
using DuckDB.NET.Data;

namespace Assay.Tests.Tracking.Export;

public sealed class RunExportTests : IDisposable
{
    private readonly TemporaryFolder room = new();
    private readonly ManualClock clock = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void A_row_a_run_tells_no_value_from_an_empty_text()
    {
        using var store = Filled();
        var id = store.List().Runs[0].Id;
        var written = new StringWriter();
        var report = RunExport.Write(store, written, new ExportOptions(), Cancellation);
        Assert.Equal((2, 4L), (report.Runs, report.Points));
        var lines = written.ToString().Split("\r\n");
        Assert.Equal("run,experiment,name,parent,status,started,ended,error,seed,parameter.depth,parameter.note,metric.Loss 100%,metric.a/b,metric.loss", lines[0]);
        Assert.Contains(lines, l => l.StartsWith($"{id},loans,first,,finished,2026-03-01T12:00:00.000Z,2026-03-01T12:00:05.000Z,,18446744073709551615,3,\"a, \"\"b\"\"\",", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains(",\"\",", StringComparison.Ordinal));
    }

    [Fact]
    public void A_row_a_point_has_every_point()
    {
        using var store = Filled();
        var written = new StringWriter();
        Assert.Equal(5, RunExport.Write(store, written, new ExportOptions { Metrics = MetricDetail.History }, Cancellation).Points);
        var id = store.List().Runs[0].Id;
        Assert.Contains($"{id},loans,first,loss,1,2026-03-01T12:00:00.000Z,NaN\r\n", written.ToString(), StringComparison.Ordinal);
        Assert.Contains($"{id},loans,first,a/b,0,2026-03-01T12:00:00.000Z,Infinity\r\n", written.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_lines_read_back()
    {
        using var store = Filled();
        var written = new StringWriter();
        RunExport.Write(store, written, new ExportOptions { Format = "jsonl", Metrics = MetricDetail.History, Experiment = "loans" }, Cancellation);
        var runs = written.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!).ToArray();
        Assert.Equal(2, runs.Length);
        var first = runs.Single(r => (string?)r["name"] == "first");
        Assert.Equal("a, \"b\"", (string?)first["parameters"]!["note"]);
        Assert.Equal("[[0,\"2026-03-01T12:00:00.000Z\",0.5],[1,\"2026-03-01T12:00:00.000Z\",\"NaN\"]]", first["curves"]!["loss"]!.ToJsonString());
    }

    [Theory]
    [InlineData(MetricDetail.Last, "SELECT COUNT(*) || ' ' || SUM(\"metric.loss\" = 'NaN'::DOUBLE) || ' ' || SUM(\"parameter.depth\" = '') || ' ' || MIN(epoch(started))::BIGINT FROM $", "2 1 1 1772366400")]
    [InlineData(MetricDetail.History, "SELECT COUNT(*) || ' ' || SUM(step) || ' ' || SUM(value = 'Infinity'::DOUBLE) || ' ' || MIN(epoch(time))::BIGINT FROM $", "5 1 1 1772366400")]
    public void Parquet_has_types(MetricDetail detail, string query, string expected)
    {
        using var store = Filled();
        var path = room.In("it's a table.parquet");
        RunExport.Write(store, path, new ExportOptions { Format = "parquet", Metrics = detail }, Cancellation);
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = query.Replace("$", $"'{path.Replace("'", "''")}'", StringComparison.Ordinal);
        Assert.Equal(expected, command.ExecuteScalar());
        Assert.Empty(Directory.EnumerateFiles(room.FullName, ".*"));
    }

    [Fact]
    public void A_folder_for_MLflow_comes_back_whole()
    {
        using var store = Filled();
        var report = RunExport.Write(store, room.In("mlruns"), new ExportOptions { Format = "mlflow" }, Cancellation);
        Assert.Equal((2, 5L, 1), (report.Runs, report.Points, report.Files));
        Assert.Equal(["Loss 100% -> Loss 100_"], report.Renamed);

        using var again = Store.Open($"sqlite:///{room.In("again/assay.db")}");
        Assert.Empty(RunImport.Run(again, room.In("mlruns"), cancellation: TestContext.Current.CancellationToken).Problems);
        foreach (var run in store.List(new RunFilter { Nested = true }).Runs)
        {
            var read = again.Get(run.Id);
            Assert.Equal((run.Experiment, run.Name, run.ParentId, run.Status, run.Started, run.Ended), (read.Experiment, read.Name, read.ParentId, read.Status, read.Started, read.Ended));
            Assert.Equal(run.Parameters, read.Parameters);
            Assert.Equal(run.Metrics.Values, read.Metrics.Values);
            Assert.Equal(store.Artifacts(run.Id).Select(a => (a.Name, a.Digest)), again.Artifacts(run.Id).Select(a => (a.Name, a.Digest)));
        }
    }

    [Fact]
    public void No_name_leaves_the_folder_and_no_two_become_one() => Gen.OneOf(
            Gen.String[1, 12],
            Gen.OneOf(new[] { "..", "../..", "/etc/passwd", "a", "a/b", "a/b/c", "A", "a_b", "a\0b", "a\nb", "C:\\x", "..\\x", "a/../b", "a//b", " ", ".", "a/", "con" }.Select(Gen.Const).ToArray()))
        .Array[1, 12].Sample(
            keys =>
            {
                var names = new MlflowNames();
                var root = room.In("root");
                string[] paths = [.. keys.Distinct().Select(names.PathOf)];
                Assert.All(paths, p => Assert.StartsWith(root + Path.DirectorySeparatorChar, Path.GetFullPath(Path.Combine(root, p)), StringComparison.Ordinal));
                Assert.All(paths, p => Assert.DoesNotContain(p.Split('/'), part => part is "" or "." or ".."));
                Assert.Equal(paths.Length, paths.Distinct(names.Comparer).Count());
                Assert.All(paths, p => Assert.DoesNotContain(paths, q => q.StartsWith(p + "/", StringComparison.Ordinal)));
            },
            iter: 300);

    [Fact]
    public void Names_MLflow_takes_stay_as_they_are()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || OperatingSystem.IsMacOS(), "File systems here do not tell capitals apart.");
        var names = new MlflowNames();
        Assert.All(new[] { "Loss", "loss", "Genauigkeit größer", "損失/検証", "потеря", "a-b_c.d" }, name => Assert.Equal(name, names.PathOf(name)));
        Assert.Equal("a_b", names.PathOf("a:b"));
        Assert.True(System.Text.Encoding.UTF8.GetByteCount(names.PathOf(new string('損', 250))) <= 255);
    }

    [Fact]
    public void Data_sets_and_who_recorded_go_along_and_come_back()
    {
        using var store = Filled();
        var input = new RunInput("loans.csv", "abc123") { Context = "test", Source = "/data/loans.csv", Profile = "{\"num_rows\": 5}" };
        string id;
        using (var run = store.Start(new RunStart { Experiment = "loans", Name = "given data" }))
        {
            run.LogInput(input);
            run.Finish();
            id = run.Id;
        }

        var number = store.Experiments().Single(e => e.Name == "loans").Id;
        store.Database.Write(session => ExperimentTable.SetTag(session, number, "team", "risk"));
        RunExport.Write(store, room.In("mlruns"), new ExportOptions { Format = "mlflow" }, Cancellation);
        Assert.Contains($"user_id: \"{Environment.UserName}\"", File.ReadAllText(room.In($"mlruns/{number}/{id}/meta.yaml")), StringComparison.Ordinal);
        using var again = Store.Open($"sqlite:///{room.In("again/assay.db")}");
        RunImport.Run(again, room.In("mlruns"), cancellation: Cancellation);
        Assert.Equal(input, again.Get(id).Inputs.Single());
        Assert.Equal("risk", again.Database.Read(session => ExperimentTable.Named(session, "loans")).Tags.Single().Value);
    }

    [Fact]
    public void What_is_there_already_is_not_written_over()
    {
        using var store = Filled();
        room.Write("a.csv", "mine");
        Assert.Equal("export.exists", Assert.Throws<AssayException>(() => RunExport.Write(store, room.In("a.csv"), new ExportOptions(), Cancellation)).Code);
        Assert.Equal("export.needs-path", Assert.Throws<AssayException>(() => RunExport.Write(store, TextWriter.Null, new ExportOptions { Format = "parquet" }, Cancellation)).Code);
    }

    public void Dispose() => room.Dispose();

    private Store Filled()
    {
        var store = Store.Open($"sqlite:///{room.In("assay.db")}", clock: clock);
        using var run = store.Start(new RunStart { Experiment = "loans", Name = "first", Seed = ulong.MaxValue });
        run.LogParameter("depth", "3");
        run.LogParameter("note", "a, \"b\"");
        run.LogMetric("loss", 0.5);
        run.LogMetric("loss", double.NaN, 1);
        run.LogMetric("Loss 100%", -1.5e-300);
        run.LogMetric("a/b", double.PositiveInfinity);
        run.LogText("plots/a.txt", "hello");
        using var part = run.Child("part");
        part.LogParameter("depth", "");
        part.LogMetric("loss", 2);
        clock.Pass(5);
        part.Fail("no luck");
        run.Finish();
        return store;
    }
}
