using System.Globalization;
using System.Text;
using System.Text.Json;
using Assay.Server.Messages;
using Assay.Server.Runs;
using CsCheck;

namespace Assay.Tests.Server;

public class PlainMetricsTests
{
    private static readonly Message batch = new(Field.Text("run_id").Required(), Field.Group("metrics", RunMessages.Metric).Many());

    [Fact]
    public void A_batch_is_read_into_its_curves()
    {
        var (run, curves) = PlainMetrics.ReadBatch("""
            {"run_id": "r1", "metrics": [{"key": "a b/c", "value": 1.5, "timestamp": 7, "step": 2}, {"timestamp": 8, "value": -0, "key": "loss"},
             {"key": "a b/c", "value": 2e3, "timestamp": -9, "step": 3}], "params": [], "tags": []}
            """u8)!.Value;
        Assert.Equal("r1", run);
        Assert.Equal([new(2, 7, 1.5), new(3, -9, 2000)], curves["a b/c"]);
        Assert.Equal([new(0, 8, 0)], curves["loss"]);
        Assert.False(double.IsNegative(curves["loss"][0].Value));
    }

    [Fact]
    public void One_metric_is_read_with_both_names_of_its_run()
    {
        var (run, key, point) = PlainMetrics.ReadOne("""{"run_uuid": "old", "run_id": "r1", "key": "loss", "value": 0.25, "timestamp": 1700000000000, "step": 4}"""u8)!.Value;
        Assert.Equal(("r1", "loss", new(4, 1700000000000, 0.25)), (run, key, point));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"run_id": "r", "metrics": [{"key": "a", "value": 1, "timestamp": 1}]} 1""")]
    [InlineData("""{"run_id": "r", "metrics": [{"key": "a", "value": 1, "timestamp": 1}]""")]
    [InlineData("""{"run_id": "", "metrics": [{"key": "a", "value": 1, "timestamp": 1}]}""")]
    [InlineData("""{"run_id": "r", "metrics": [{"key": "a", "value": "NaN", "timestamp": 1}]}""")]
    [InlineData("""{"run_id": "r", "metrics": [{"key": "a", "value": 1e999, "timestamp": 1}]}""")]
    [InlineData("""{"run_id": "r", "metrics": [{"key": "a", "value": null, "timestamp": 1}]}""")]
    [InlineData("""{"run_id": "r", "metrics": [{"key": "a", "value": 1, "timestamp": 1.5}]}""")]
    [InlineData("""{"run_id": "r", "metrics": [{"key": "a", "value": 1}]}""")]
    [InlineData("""{"run_id": "r", "metrics": [{"value": 1, "timestamp": 1}]}""")]
    [InlineData("""{"run_id": "r", "metrics": [{"key": "../a", "value": 1, "timestamp": 1}]}""")]
    [InlineData("""{"run_id": "r", "metrics": [{"key": "a//b", "value": 1, "timestamp": 1}]}""")]
    [InlineData("""{"run_id": "r", "metrics": [{"key": "b/", "value": 1, "timestamp": 1}]}""")]
    [InlineData("""{"run_id": "r", "metrics": [{"key": "é", "value": 1, "timestamp": 1}]}""")]
    [InlineData("""{"run_id": "r", "metrics": [{"key": "\u0061", "value": 1, "timestamp": 1}]}""")]
    [InlineData("""{"run_id": "r", "metrics": [{"key": "a", "value": 1, "timestamp": 1, "model_id": "m"}]}""")]
    [InlineData("""{"run_id": "r", "metrics": [], "metrics": []}""")]
    [InlineData("""{"run_id": "r", "metrics": [], "params": [{"key": "a", "value": "b"}]}""")]
    [InlineData("""{"runId": "r", "metrics": []}""")]
    public void The_unusual_is_left_to_the_reading_of_messages(string json) => Assert.Null(PlainMetrics.ReadBatch(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void More_than_a_thousand_metrics_and_names_too_long_are_left_to_the_reading_of_messages()
    {
        const string Metric = """{"key": "a", "value": 1, "timestamp": 1}""";
        Assert.Equal(1000, Read(string.Join(',', Enumerable.Repeat(Metric, 1000)))!["a"].Count);
        Assert.Null(Read(string.Join(',', Enumerable.Repeat(Metric, 1001))));
        Assert.NotNull(Read(Metric.Replace("\"a\"", $"\"{new string('a', 250)}\"")));
        Assert.Null(Read(Metric.Replace("\"a\"", $"\"{new string('a', 251)}\"")));
    }

    [Fact]
    public void The_short_cut_gives_what_the_reading_of_messages_gives() => Gen.Select(Gen.Double, Gen.Long, Gen.Long, Gen.Int[0, 3]).List[0, 40].Sample(
        metrics =>
        {
            var json = string.Join(',', metrics.Where(m => double.IsFinite(m.Item1)).Select(m => string.Create(
                CultureInfo.InvariantCulture, $$"""{"key":"key {{m.Item4}}","value":{{m.Item1:R}},"timestamp":{{m.Item2}},"step":{{m.Item3}}}""")));
            using var document = JsonDocument.Parse($$"""{"run_id":"r","metrics":[{{json}}]}""");
            var expected = batch.Read(document.RootElement).Groups("metrics").ToLookup(m => m.Text("key"), RunMessages.Point);
            var found = Read(json)!;
            Assert.Equal(expected.Select(g => g.Key), found.Keys);
            Assert.All(expected, g => Assert.Equal(g, found[g.Key]));
        },
        iter: 200,
        threads: 1);

    private static Dictionary<string, List<Assay.Tracking.Points.StoredPoint>>? Read(string metrics) =>
        PlainMetrics.ReadBatch(Encoding.UTF8.GetBytes($$"""{"run_id":"r","metrics":[{{metrics}}]}"""))?.Curves;
}
