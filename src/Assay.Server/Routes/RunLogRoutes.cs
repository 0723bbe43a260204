using System.Text.Json;
using Assay.Server.Frame;
using Assay.Server.Messages;
using Assay.Server.Runs;
using Assay.Tracking;

namespace Assay.Server.Routes;

/// <summary>What is recorded to a run one thing at a time: metrics, parameters, tags.</summary>
internal sealed class RunLogRoutes : RouteGroup
{
    private const string Path = "2.0/mlflow/runs/";

    private static readonly Message MetricRequest = new(
        Field.Text("run_id").Required(), Field.Text("key").Required(), Field.Number("value").Required(), Field.Whole("timestamp").Required(),
        Field.Whole("step"), Field.Text("model_id"), Field.Text("dataset_name"), Field.Text("dataset_digest"));

    private static readonly Message TextRequest = new(Field.Text("run_id").Required(), Field.Text("key").Required(), Field.Text("value"));
    private static readonly Message KeyRequest = new(Field.Text("run_id").Required(), Field.Text("key").Required());

    internal override IEnumerable<Route> Routes =>
    [
        Route.Post(Path + "log-metric", MetricAsync).Quickly(PlainMetric),
        Route.Post(Path + "log-parameter", ParameterAsync),
        Route.Post(Path + "set-tag", SetTagAsync),
        Route.Post(Path + "delete-tag", DeleteTagAsync),
    ];

    private static Task MetricAsync(Call call)
    {
        var input = call.Read(MetricRequest);
        var (id, key) = (RunMessages.Run(call, input), input.Text("key"));
        NameRules.CheckMetric(key);
        return RunMessages.RecordAsync(call, id, session => RunMessages.AddPoints(session, id, [input]));
    }

    private static Task? PlainMetric(Call call, ReadOnlyMemory<byte> json) => PlainMetrics.ReadOne(json.Span) is var (run, key, point)
        ? RunMessages.RecordAsync(call, run, session => MetricTable.Append(session, run, key, point))
        : null;

    private static Task ParameterAsync(Call call)
    {
        var input = call.Read(TextRequest);
        var (id, key) = (RunMessages.Run(call, input), input.Text("key"));
        var value = NameRules.CheckParameter(key, input.Text("value"));
        return RunMessages.RecordAsync(call, id, session => RemoteRuns.AddParameter(session, id, key, value));
    }

    private static Task SetTagAsync(Call call)
    {
        var input = call.Read(TextRequest);
        var (id, key) = (RunMessages.Run(call, input), input.Text("key"));
        var value = NameRules.CheckTag(key, input.Text("value"));
        return RunMessages.RecordAsync(call, id, session => RemoteRuns.SetTag(session, id, key, value));
    }

    private static Task DeleteTagAsync(Call call)
    {
        var input = call.Read(KeyRequest);
        var (id, key) = (RunMessages.Run(call, input), input.Text("key"));
        return RunMessages.RecordAsync(call, id, session => RemoteRuns.DeleteTag(session, id, key));
    }
}
