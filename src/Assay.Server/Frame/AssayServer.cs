using System.Text.Json;
using Assay.Server.Security;
using Assay.Server.Telemetry;
using Assay.Tracking;
using Assay.Tracking.Logged;
using Assay.Tracking.Registry;
using Assay.Tracking.Served;
using Assay.Tracking.Traces;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Assay.Server.Frame;

/// <summary>Answers requests over one store: who may ask, which route, what came of it.</summary>
internal sealed class AssayServer
{
    private readonly Gate gate;

    internal AssayServer(Store store, AssayServerOptions options)
    {
        Store = store;
        Options = options;
        gate = new Gate(options);
        Artifacts = new ArtifactShelf(store);
        Uploads = new UploadShelf(store, Artifacts);
        Models = new ModelRegistry(store);
        Versions = new ModelVersions(store);
        ModelSearch = new RegistrySearch(store);
        LoggedModels = new LoggedModels(store);
        LoggedModelSearch = new LoggedModelSearch(store);
        Traces = new TraceShelf(store);
    }

    internal Store Store { get; }

    internal AssayServerOptions Options { get; }

    internal ArtifactShelf Artifacts { get; }

    internal UploadShelf Uploads { get; }

    internal ModelRegistry Models { get; }

    internal ModelVersions Versions { get; }

    internal RegistrySearch ModelSearch { get; }

    internal LoggedModels LoggedModels { get; }

    internal LoggedModelSearch LoggedModelSearch { get; }

    internal TraceShelf Traces { get; }

    /// <summary>Where answered requests are noted; nowhere when null.</summary>
    internal RequestLog? Log { get; init; }

    internal RouteTable Table { get; } = RouteTable.Discover();

    /// <summary>Answers one request; no exception leaves it except when the client is gone.</summary>
    internal async Task AnswerAsync(HttpContext context)
    {
        using var call = new Call(context, this);
        try
        {
            await AnswerAsync(call);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be told.
        }
        catch (Exception fault)
        {
            await RefuseAsync(call, fault);
        }

        ServerMeter.Add(call);
        Log?.Add(call, Store.Clock.GetUtcNow());
    }

    private async ValueTask AnswerAsync(Call call)
    {
        var request = call.Context.Request;
        gate.CheckPlace(request);
        call.Role = gate.RoleOf(request);
        var path = Target.PathOf(call.Context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, request.PathBase.Value ?? "");
        var (route, values) = gate.Find(Table, (request.Method, path), call.Role);
        call.Choose(route, values);
        if (route.Body == RequestBody.Json)
        {
            if (request.Method != "GET" || request.ContentLength > 0)
            {
                JsonText.CheckType(request);
                call.Receive(await JsonText.ReadAsync(request, Options.LongestJson));
            }
        }

        await call.Answer();
    }

    private static Task RefuseAsync(Call call, Exception fault)
    {
        var refusal = Refusal.Of(fault);
        if (call.Context.Response.HasStarted)
        {
            // Half an answer is out: breaking the connection is the only way to say that it is not whole.
            call.Context.Abort();
            return Task.CompletedTask;
        }

        call.Context.Response.Clear();
        if (refusal.Code == ErrorCode.Unauthenticated)
        {
            call.Context.Response.Headers.WWWAuthenticate = "Bearer realm=\"assay\"";
        }

        return call.Json(json => Write(json, refusal), refusal.Code.Status);
    }

    private static void Write(Utf8JsonWriter json, Refusal refusal)
    {
        json.WriteStartObject();
        json.WriteString("error_code", refusal.Code.Name);
        json.WriteString("message", refusal.Message);
        json.WriteEndObject();
    }
}
