using System.Text.Json;
using Assay.Server.Frame;
using Assay.Server.Messages;
using Assay.Server.Runs;
using Assay.Tracking;
using Assay.Tracking.Points;
using Assay.Tracking.Search;

namespace Assay.Server.Routes;

/// <summary>The curves of metrics: whole, of many runs, and thinned out.</summary>
internal sealed class MetricHistoryRoutes : RouteGroup
{
    private const string Path = "2.0/mlflow/metrics/";
    private const int MostRuns = 100;
    private const int MostBulkPoints = 25_000;
    private const int MostSampled = 2500;

    private static readonly Message HistoryRequest = new(
        Field.Text("run_id").Required(), Field.Text("metric_key").Required(), Field.Text("page_token"), Field.Whole("max_results"));

    private static readonly Message IntervalRequest = new(
        Field.Text("run_ids").Many().Required(), Field.Text("metric_key").Required(), Field.Whole("start_step"), Field.Whole("end_step"),
        Field.Whole("max_results"));

    internal override IEnumerable<Route> Routes =>
    [
        Route.Get(Path + "get-history", History),
        Route.Get(Path + "get-history-bulk", Bulk),
        Route.Get(Path + "get-history-bulk-interval", Interval),
    ];

    private static Task History(Call call)
    {
        var input = call.Read(HistoryRequest);
        var (id, key) = (RunMessages.Run(call, input), input.Text("metric_key"));
        var points = call.Store.Database.Read(session => MetricOrder.InTime(MetricTable.Read(session, id, key)));
        var (from, to) = (0, points.Count);
        if (input.WholeOrNull("max_results") is { } most)
        {
            if (most < 1)
            {
                throw Refusal.Invalid($"Invalid value for max_results. It must be a positive integer, but got {most}");
            }

            from = MetricOrder.Behind(points, PageToken.Read(input.Text("page_token")));
            to = (int)Math.Min(points.Count, from + most);
        }

        var name = JsonEncodedText.Encode(key, JsonText.Options.Encoder);
        return call.Object(json =>
        {
            WritePoints(json, name, points[from..to]);
            if (to < points.Count)
            {
                json.WriteString("next_page_token", MetricOrder.Token(points[to - 1]).Write());
            }
        });
    }

    private static Task Bulk(Call call)
    {
        string[] runs = [.. call.Context.Request.Query["run_id"].OfType<string>()];
        var key = call.Query("metric_key") ?? "";
        if (runs.Length is 0 or > MostRuns || key.Length == 0)
        {
            throw Refusal.Invalid(
                runs.Length == 0 ? "GetMetricHistoryBulk request must specify at least one run_id."
                : key.Length == 0 ? "GetMetricHistoryBulk request must specify a metric_key."
                : $"GetMetricHistoryBulk request cannot specify more than {MostRuns} run_ids. Received {runs.Length} run_ids.");
        }

        var most = int.TryParse(call.Query("max_results") ?? $"{MostBulkPoints}", out var asked)
            ? Math.Clamp(asked, 0, MostBulkPoints)
            : throw Refusal.Invalid($"Invalid value {call.Query("max_results")} for parameter 'max_results' supplied.");
        var curves = call.Store.Database.Read(session => runs.Distinct().Order(StringComparer.Ordinal).Select(
            run => (Run: run, Points: MetricOrder.InTime(MetricTable.Read(session, run, key)))).ToList());
        return call.Object(json =>
        {
            json.WriteStartArray("metrics");
            foreach (var (run, point) in curves.SelectMany(c => c.Points.Select(p => (c.Run, p))).Take(most))
            {
                WriteBare(json, (run, key), point);
            }

            json.WriteEndArray();
        });
    }

    // This one route writes NaN as a bare word, as MLflow's does.
    private static void WriteBare(Utf8JsonWriter json, (string Run, string Key) curve, StoredPoint point)
    {
        json.WriteStartObject();
        json.WriteString("key", curve.Key);
        json.WriteString("run_id", curve.Run);
        json.WriteNumber("step", point.Step);
        json.WriteNumber("timestamp", point.Time);
        json.WritePropertyName("value");
        if (double.IsNaN(point.Value))
        {
            json.WriteRawValue("NaN", skipInputValidation: true);
        }
        else
        {
            json.WriteNumberValue(RunJson.Finite(point.Value));
        }

        json.WriteEndObject();
    }

    private static Task Interval(Call call)
    {
        var input = call.Read(IntervalRequest);
        var (runs, key) = (input.Texts("run_ids"), input.Text("metric_key"));
        var range = Range(input, runs.Count);
        var most = (int)(input.WholeOrNull("max_results") ?? MostSampled);
        var curves = call.Store.Database.Read(session => runs.Select(
            run => (Run: JsonEncodedText.Encode(run), Points: MetricOrder.InSteps(MetricTable.Read(session, run, key)))).ToList());
        var steps = SampledSteps.Of(curves.ConvertAll(c => c.Points), range, most);
        var name = JsonEncodedText.Encode(key, JsonText.Options.Encoder);
        var written = false;
        return call.Object(json =>
        {
            foreach (var (run, points) in curves)
            {
                foreach (var point in points.Where(p => steps.Contains(p.Step)).Take(MostSampled))
                {
                    if (!written)
                    {
                        json.WriteStartArray("metrics");
                        written = true;
                    }

                    RunJson.Write(json, name, point, run);
                }
            }

            if (written)
            {
                json.WriteEndArray();
            }
        });
    }

    private static (long Start, long End)? Range(Input input, int runs)
    {
        if (runs > MostRuns)
        {
            throw Refusal.Invalid($"GetMetricHistoryBulkInterval request must specify at most {MostRuns} run_ids. Received {runs} run_ids.");
        }

        if (input.WholeOrNull("max_results") is < 1 or > MostSampled)
        {
            throw Refusal.Invalid($"max_results must be between 1 and {MostSampled}. See the API docs for more information about request parameters.");
        }

        if (input.Has("start_step") != input.Has("end_step"))
        {
            throw Refusal.Invalid("If either start step or end step are specified, both must be specified.");
        }

        var (start, end) = (input.Whole("start_step"), input.Whole("end_step"));
        return !input.Has("start_step") ? null : start <= end ? (start, end) : throw Refusal.Invalid(
            $"end_step must be greater than start_step. Found start_step={start} and end_step={end}.");
    }

    private static void WritePoints(Utf8JsonWriter json, JsonEncodedText key, List<StoredPoint> points)
    {
        if (points.Count == 0)
        {
            return;
        }

        json.WriteStartArray("metrics");
        foreach (var point in points)
        {
            RunJson.Write(json, key, point);
        }

        json.WriteEndArray();
    }
}
