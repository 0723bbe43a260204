using Assay.Tracking;

namespace Assay.Tests.Tracking.Import;

public sealed class WandbTests : ImportRoom
{
    [Fact]
    public void Runs_and_histories_become_runs_and_nothing_twice()
    {
        Room.Write("export/table.csv",
            "\"Name\",\"State\",\"Notes\",\"User\",\"Tags\",\"Created\",\"Runtime\",\"Sweep\",\"optimizer\",\"lr\",\"loss\",\"score\"\n"
            + "\"fox-1\",\"finished\",\"a \"\"good\"\" one,\nreally\",\"me\",\"x, y\",\"2026-03-01T12:00:00.000Z\",\"90\",\"\",\"adam\",\"0.01\",\"0.25\",\"0.9\"\n"
            + "\"owl-2\",\"crashed\",\"\",\"me\",\"\",\"2026-03-01T13:00:00.000Z\",\"5\",\"\",\"sgd\",\"0.1\",\"\",\"\"\n");
        Room.Write("export/fox-1.csv", ",_step,_runtime,_timestamp,loss,acc\n0,0,1,1772366401.5,0.5,\n1,1,2,1772366402.5,0.25,0.75\n");
        Room.Write("export/alone.csv", "_step,loss\n0,1\n1,NaN\n");

        var report = Import("export");
        Assert.Equal(("wandb", 3, 3L + 2 + 1 + 2), (report.From, report.Runs, report.Points));
        Assert.Empty(report.Problems);
        var before = Content();
        Assert.Equal(3, Import("export").Known);
        Assert.Equal(before, Content());

        using var store = Open();
        var runs = store.List().Runs.ToDictionary(r => r.Name);
        var fox = runs["fox-1"];
        Assert.Equal(("export", RunStatus.Finished, TimeSpan.FromSeconds(90)), (fox.Experiment, fox.Status, fox.Ended - fox.Started));
        Assert.Equal(["loss=0.25", "lr=0.01", "optimizer=adam", "score=0.9"], fox.Parameters.Select(p => $"{p.Key}={p.Value}"));
        Assert.Equal([(0, 0.5, 1_772_366_401_500), (1, 0.25, 1_772_366_402_500)], store.History(fox.Id, "loss").Select(p => (p.Step, p.Value, p.Time!.Value.ToUnixTimeMilliseconds())));
        Assert.Equal(0.9, fox.Metrics["score"].Last);
        Assert.Equal("a \"good\" one,\nreally", fox.Tags["wandb.notes"]);
        Assert.Equal(RunStatus.Failed, runs["owl-2"].Status);
        Assert.Equal(2, runs["alone"].Metrics["loss"].Count);
    }

    [Fact]
    public void The_export_of_a_chart_becomes_a_curve_a_run()
    {
        Room.Write("charts/loss.csv",
            "\"Step\",\"fox-1 - loss\",\"fox-1 - loss__MIN\",\"fox-1 - loss__MAX\",\"owl - 2 - loss\",\"owl - 2 - loss__MIN\",\"owl - 2 - loss__MAX\"\n"
            + "\"0\",\"0.5\",\"0.5\",\"0.5\",\"\",\"\",\"\"\n\"10\",\"0.25\",\"0.2\",\"0.3\",\"NaN\",\"1\",\"1\"\n");
        Room.Write("charts/acc.csv", "\"Step\",\"fox-1 - acc\"\n0,0.75\nx,1\n");
        Room.Write("charts/else.csv", "age,income\n1,2\n");
        var report = Import("charts");
        Assert.Equal(("wandb", 2, 4L), (report.From, report.Runs, report.Points));
        Assert.Equal([Room.In("charts/acc.csv"), Room.In("charts/else.csv")], report.Problems.Select(p => p[..p.IndexOf(", line", StringComparison.Ordinal)]).Order(StringComparer.Ordinal));
        Assert.Equal((2, 0L), (Import("charts").Known, Import("charts").Points));
        using var store = Open();
        var runs = store.List().Runs.ToDictionary(r => r.Name);
        Assert.Equal([(0, 0.5), (10, 0.25)], store.History(runs["fox-1"].Id, "loss").Select(p => (p.Step, p.Value)));
        Assert.Equal(0.75, runs["fox-1"].Metrics["acc"].Last);
        Assert.Equal([(10, double.NaN)], store.History(runs["owl - 2"].Id, "loss").Select(p => (p.Step, p.Value)));
    }

    [Fact]
    public void Rows_that_do_not_fit_are_told_with_their_line()
    {
        Room.Write("a.csv", "_step,loss\n0,1\nx,2\n2\n3,4\n");
        var report = Import("a.csv");
        Assert.Equal(
            [$"{Room.In("a.csv")}, line 3: expected 2 cells with a whole number as _step, found 2 with \"x\".", $"{Room.In("a.csv")}, line 4: expected 2 cells with a whole number as _step, found 1 with \"2\"."],
            report.Problems);
        Assert.Equal(2, report.Points);
    }

    [Fact]
    public void A_table_of_something_else_is_refused()
    {
        Room.Write("a.csv", "age,income\n1,2\n");
        Assert.Equal("import.unknown", Assert.Throws<AssayException>(() => Import("a.csv")).Code);
        Assert.Equal("import.not-wandb", Assert.Throws<AssayException>(() => Import("a.csv", new() { From = "wandb" })).Code);
    }
}
