using Assay.Data;
using Assay.Learners;
using Assay.Numerics;

namespace Assay.Tests.Learners;

/// <summary>Rows dated by the hour whose target follows the day: what is told apart is the hour, never the moment.</summary>
public sealed class CalendarTests
{
    private const int Hours = 2160;
    private const int Known = 1800;

    [Theory]
    [InlineData("boosted-trees")]
    [InlineData("random-forest")]
    [InlineData("ridge-regression")]
    [InlineData("decision-tree")]
    public void The_hour_of_the_time_predicts_what_comes_and_a_reloaded_model_says_the_same(string name)
    {
        var data = Hourly(ColumnRole.Time);
        var learner = Catalogue<Learner>.Find(name);
        var model = learner.Fit(new Sample(data, [.. Enumerable.Range(0, Known)]), new FitOptions { Seed = 1 });
        var after = new Sample(data, [.. Enumerable.Range(Known, Hours - Known)]);
        var predicted = model.Predict(after);
        Assert.InRange(Error(after, predicted), 0, 15);

        var files = new ModelFiles();
        model.Save(files);
        Assert.Equal(predicted, learner.Load(files, data).Predict(after));
    }

    [Fact]
    public void Without_the_calendar_nothing_tells_the_hours_apart()
    {
        var data = Hourly(ColumnRole.Time).Without(["ts"], "to see");
        Assert.Empty(data.Calendar);
        var model = Catalogue<Learner>.Find("ridge-regression").Fit(new Sample(data, [.. Enumerable.Range(0, Known)]), new FitOptions { Seed = 1 });
        var after = new Sample(data, [.. Enumerable.Range(Known, Hours - Known)]);
        Assert.InRange(Error(after, model.Predict(after)), 50, 100);
    }

    [Fact]
    public void The_time_is_no_feature_and_its_schema_says_what_is_used()
    {
        var data = Hourly(ColumnRole.Time);
        Assert.Equal(["temp"], data.Features.Select(c => c.Name));
        Assert.Equal(["ts"], data.Calendar.Select(c => c.Name));
        Assert.Contains("hour", data.Schema[0].Reason, StringComparison.Ordinal);
        Assert.Empty(Hourly(ColumnRole.Feature).Calendar);
    }

    private static double Error(Sample rows, double[] predicted) =>
        Math.Sqrt(rows.Target().Zip(predicted, (t, p) => (t - p) * (t - p)).Average());

    private static Dataset Hourly(ColumnRole role)
    {
        var random = new SeededRandom(3);
        var start = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var hours = Enumerable.Range(0, Hours).ToArray();
        return Dataset.FromColumns(
            "hourly",
            new ReadOptions { Target = "y", Time = role == ColumnRole.Time ? "ts" : null },
            ("ts", hours.Select(h => start.AddHours(h))),
            ("temp", hours.Select(_ => random.NextNormal()).ToArray()),
            ("y", hours.Select(h => 200 + (80 * Math.Sin(h % 24 * Math.PI / 12)) + (5 * random.NextNormal())).ToArray()));
    }
}
