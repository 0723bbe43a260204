using Assay.Server.Frame;
using Assay.Server.Messages;
using Assay.Server.Registry;
using Assay.Server.Traces;
using Assay.Tracking.Search;
using Assay.Tracking.Traces;

namespace Assay.Server.Routes;

/// <summary>Traces in the form of MLflow 3.</summary>
internal sealed class TraceRoutes : RouteGroup
{
    private const string Path = "3.0/mlflow/traces";
    private const int MostResults = 500;

    private static readonly string[] States = ["STATE_UNSPECIFIED", "OK", "ERROR", "IN_PROGRESS"];

    private static readonly Message Experiment = new(Field.Text("experiment_id"));
    private static readonly Message Location = new(Field.Text("type"), Field.Group("mlflow_experiment", Experiment));
    private static readonly Message Info = new(
        Field.Text("trace_id"), Field.Text("client_request_id"), Field.Group("trace_location", Location), Field.Text("request_preview"),
        Field.Text("response_preview"), Field.Text("request_time"), Field.Text("execution_duration"), Field.Choice("state", States),
        Field.Texts("trace_metadata"), Field.Texts("tags"));
    private static readonly Message Body = new(Field.Group("trace_info", Info));
    private static readonly Message StartRequest = new(Field.Group("trace", Body).Required());
    private static readonly Message SearchRequest = new(
        Field.Group("locations", Location).Many(), Field.Text("filter"), SearchLimits.Field(MostResults), Field.Text("order_by").Many(),
        Field.Text("page_token"));

    internal override IEnumerable<Route> Routes =>
    [
        Route.Post(Path, Start),
        Route.Post(Path + "/search", Search).For(Access.Read),
        Route.Get(Path + "/{trace_id}", call => Answer(call, call.Server.Traces.Get(call.PathValue(0)))),
    ];

    private static Task Start(Call call)
    {
        var info = call.Read(StartRequest).Group("trace")?.Group("trace_info") ?? throw Refusal.Invalid("Missing value for required parameter 'trace_info'.");
        var id = info.Text("trace_id");
        if (id.Length is 0 or > 250)
        {
            throw Refusal.Invalid("Missing value for required parameter 'trace_id'. See the API docs for more information about request parameters.");
        }

        return Answer(call, call.Server.Traces.Put(ExperimentOf(info.Group("trace_location")), experiment => new Trace(id)
        {
            ExperimentId = experiment,
            Started = TraceTime.Read(info.Text("request_time")),
            Duration = TraceTime.Length(info.Text("execution_duration")),
            State = info.Choice("state") ?? "STATE_UNSPECIFIED",
            ClientRequestId = info.TextOrNull("client_request_id"),
            RequestPreview = info.TextOrNull("request_preview"),
            ResponsePreview = info.TextOrNull("response_preview"),
            Tags = [.. info.Pairs("tags")],
            Metadata = [.. info.Pairs("trace_metadata")],
        }));
    }

    private static Task Search(Call call)
    {
        var input = call.Read(SearchRequest);
        var offset = PageToken.Read(input.Text("page_token")).Offset;
        var (found, more) = call.Server.Traces.Find(
            new TraceReader.Query([.. input.Groups("locations").Select(ExperimentOf)], input.Text("filter"), input.Texts("order_by"))
            {
                Limit = Math.Max(SearchLimits.Of(input, 100), 1),
                Offset = offset,
            });
        return call.Answer(("traces", TraceJson.Write), found, more ? PageToken.Counted(offset + found.Count) : null);
    }

    private static string ExperimentOf(Input? location) => location?.Group("mlflow_experiment")?.Text("experiment_id") is { Length: > 0 } id
        ? id
        : throw Refusal.Invalid("Only traces of an MLflow experiment are kept here: trace_location.mlflow_experiment.experiment_id is missing.");

    private static Task Answer(Call call, Trace trace) => call.Object(json =>
    {
        json.WriteStartObject("trace");
        json.WritePropertyName("trace_info");
        TraceJson.Write(json, trace);
        json.WriteEndObject();
    });
}
