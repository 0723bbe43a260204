using Assay.Server.Artifacts;
using Assay.Server.Frame;
using Assay.Server.Messages;
using Assay.Server.Registry;
using Assay.Server.Traces;
using Assay.Tracking.Search;
using Assay.Tracking.Traces;

namespace Assay.Server.Routes;

/// <summary>Traces in the form of MLflow 2.13 to 2.20, and what both forms share: tags, deletion, the file of spans.</summary>
internal sealed class OldTraceRoutes : RouteGroup
{
    private const string Path = "2.0/mlflow/traces";
    private const string NewPath = "3.0/mlflow/traces";
    private const int MostResults = 500;

    private static readonly string[] Statuses = ["TRACE_STATUS_UNSPECIFIED", "OK", "ERROR", "IN_PROGRESS"];

    private static readonly Message StartRequest = new(
        Field.Text("experiment_id").Required(), Field.Whole("timestamp_ms").Required(), Field.Group("request_metadata", Tags.Pair).Many(),
        Field.Group("tags", Tags.Pair).Many());
    private static readonly Message EndRequest = new(
        Field.Whole("timestamp_ms").Required(), Field.Choice("status", Statuses).Required(), Field.Group("request_metadata", Tags.Pair).Many(),
        Field.Group("tags", Tags.Pair).Many());
    private static readonly Message SearchRequest = new(
        Field.Text("experiment_ids").Many().Required(), Field.Text("filter"), SearchLimits.Field(MostResults), Field.Text("order_by").Many(),
        Field.Text("page_token"));
    private static readonly Message TagRequest = new(Field.Text("key").Required(), Field.Text("value"));
    private static readonly Message TagDeletion = new(Field.Text("key"));
    private static readonly Message DeleteRequest = new(
        Field.Text("experiment_id").Required(), Field.Whole("max_timestamp_millis"), Field.Whole("max_traces"), Field.Text("request_ids").Many());

    internal override IEnumerable<Route> Routes =>
    [
        Route.Post(Path, Start),
        Route.Get(Path, Search),
        Route.Patch(Path + "/{request_id}", End),
        Route.Get(Path + "/{request_id}/info", call => Answer(call, call.Server.Traces.Get(call.PathValue(0)))),
        Route.Patch(Path + "/{request_id}/tags", SetTag),
        Route.Patch(NewPath + "/{trace_id}/tags", SetTag),
        Route.Delete(Path + "/{request_id}/tags", DeleteTag).Streaming(),
        Route.Delete(NewPath + "/{trace_id}/tags", DeleteTag).Streaming(),
        Route.Post(Path + "/delete-traces", Delete).For(Access.Admin),
        Route.Post(NewPath + "/delete-traces", Delete).For(Access.Admin),
        Route.Get("/ajax-api/2.0/mlflow/get-trace-artifact", Download),
    ];

    private static Task Start(Call call)
    {
        var input = call.Read(StartRequest);
        return Answer(call, call.Server.Traces.Put(input.Text("experiment_id"), experiment => new Trace($"tr-{call.Store.NewId()}")
        {
            ExperimentId = experiment,
            Started = input.Whole("timestamp_ms"),
            State = "IN_PROGRESS",
            Tags = Tags.Of(input, "tags"),
            Metadata = Tags.Of(input, "request_metadata"),
        }));
    }

    private static Task End(Call call)
    {
        var input = call.Read(EndRequest);
        return Answer(call, call.Server.Traces.Update(call.PathValue(0), trace => trace with
        {
            Duration = Math.Max(input.Whole("timestamp_ms") - trace.Started, 0),
            State = input.Choice("status") is "OK" or "ERROR" or "IN_PROGRESS" ? input.Choice("status")! : "STATE_UNSPECIFIED",
            Tags = Tags.Of(input, "tags"),
            Metadata = Tags.Of(input, "request_metadata"),
        }));
    }

    private static Task Search(Call call)
    {
        var input = call.Read(SearchRequest);
        var offset = PageToken.Read(input.Text("page_token")).Offset;
        var (found, more) = call.Server.Traces.Find(new TraceReader.Query(input.Texts("experiment_ids"), input.Text("filter"), input.Texts("order_by"))
        {
            Limit = Math.Max(SearchLimits.Of(input, 100), 1),
            Offset = offset,
        });
        return call.Answer(("traces", TraceJson.WriteOld), found, more ? PageToken.Counted(offset + found.Count) : null);
    }

    private static Task SetTag(Call call)
    {
        var input = call.Read(TagRequest);
        call.Server.Traces.SetTag(call.PathValue(0), input.Text("key"), input.Text("value"));
        return call.Nothing();
    }

    // The key comes in the query, or in a body.
    private static async Task DeleteTag(Call call)
    {
        var key = call.Query("key");
        if (key is null && call.Context.Request.ContentLength > 0)
        {
            JsonText.CheckType(call.Context.Request);
            call.Receive(await JsonText.ReadAsync(call.Context.Request, call.Server.Options.LongestJson));
            call.Parse();
            key = call.Read(TagDeletion).Text("key");
        }

        call.Server.Traces.DeleteTag(call.PathValue(0), key is { Length: > 0 } ? key : throw Refusal.Invalid(
            "Missing value for required parameter 'key'. See the API docs for more information about request parameters."));
        await call.Nothing();
    }

    private static Task Delete(Call call)
    {
        var input = call.Read(DeleteRequest);
        var ids = input.Texts("request_ids");
        if (ids.Count == 0 && !input.Has("max_timestamp_millis"))
        {
            throw Refusal.Invalid("Either `max_timestamp_millis` or `request_ids` must be specified.");
        }

        var deleted = call.Server.Traces.Delete(
            input.Text("experiment_id"), (input.WholeOrNull("max_timestamp_millis"), input.WholeOrNull("max_traces"), ids));
        return call.Object(json => json.WriteNumber("traces_deleted", deleted));
    }

    private static Task Download(Call call)
    {
        var trace = call.Server.Traces.Get(call.Query("request_id") ?? call.Query("trace_id") ?? "");
        var name = ArtifactPath.OfQuery(call.Query("path") is { Length: > 0 } path ? path : "traces.json");
        var address = trace.Tags.FirstOrDefault(t => t.Key == "mlflow.artifactLocation").Value ?? "";
        return Attachment.SendAsync(call, RunAddress.Find(call, address, name) ?? throw Refusal.Missing($"No such artifact: '{name}'"));
    }

    private static Task Answer(Call call, Trace trace) => call.Object(json =>
    {
        json.WritePropertyName("trace_info");
        TraceJson.WriteOld(json, trace);
    });
}
