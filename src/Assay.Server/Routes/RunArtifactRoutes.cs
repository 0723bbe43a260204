using Assay.Server.Artifacts;
using Assay.Server.Frame;
using Assay.Server.Messages;
using Assay.Tracking.Registry;

namespace Assay.Server.Routes;

/// <summary>Artifacts of runs and of model versions, as the browser asks for them.</summary>
internal sealed class RunArtifactRoutes : RouteGroup
{
    private const int LongestUpload = 10 << 20;

    // A page of another origin can send these three without being asked.
    private static readonly string[] SimpleTypes = ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"];

    private static readonly Message ListRequest = new(Field.Text("run_id").Required(), Field.Text("path"), Field.Text("page_token"));

    internal override IEnumerable<Route> Routes =>
    [
        Route.Get("2.0/mlflow/artifacts/list", List),
        Route.Get("/get-artifact", Download),
        Route.Get("/ajax-api/2.0/mlflow/get-artifact", Download),
        Route.Get("/model-versions/get-artifact", DownloadVersion),
        Route.Get("/ajax-api/2.0/mlflow/model-versions/get-artifact", DownloadVersion),
        Route.Post("/ajax-api/2.0/mlflow/upload-artifact", Upload).Streaming(),
    ];

    private static Task List(Call call)
    {
        var input = call.Read(ListRequest);
        var run = input.Text("run_id") is { Length: > 0 } id ? id : call.Query("run_uuid")!;
        var folder = ArtifactPath.OfQuery(input.Text("path"));
        var address = RunAddress.Of(call.Store, run);
        var entries = RunAddress.List(call, (run, address), folder);
        return call.Object(json =>
        {
            json.WriteString("root_uri", address);
            ProxiedArtifactRoutes.Write(json, entries, folder);
        });
    }

    private static Task Download(Call call)
    {
        var name = Wanted(call);
        var run = RunOf(call);
        var address = RunAddress.Of(call.Store, run);
        var artifact = ArtifactPath.OfAddress(address) is null ? call.Server.Artifacts.FindRun(run, name) : RunAddress.Find(call, address, name);
        return Attachment.SendAsync(call, artifact ?? throw Refusal.Missing($"No such artifact: '{name}'"));
    }

    private static Task DownloadVersion(Call call)
    {
        var name = Wanted(call);
        RegistryRules.CheckName(call.Query("name") ?? "");
        var version = call.Server.Versions.Get(call.Query("name")!, call.Query("version") ?? "");
        return Attachment.SendAsync(call, RunAddress.Find(call, version.Location, name) ?? throw Refusal.Missing($"No such artifact: '{name}'"));
    }

    private static async Task Upload(Call call)
    {
        var type = (call.Context.Request.ContentType ?? "text/plain").Split(';')[0].Trim();
        if (SimpleTypes.Contains(type, StringComparer.OrdinalIgnoreCase))
        {
            throw Refusal.Invalid("Bad Request. Send the file as application/octet-stream or under its own media type.");
        }

        var run = RunOf(call);
        var name = call.Query("path") is { Length: > 0 } path && ArtifactPath.OfQuery(path) is { Length: > 0 } given ? given : throw Refusal.Invalid("Request must specify path.");
        var length = call.Context.Request.ContentLength;
        if (length is > LongestUpload)
        {
            throw Refusal.Invalid("Artifact size is too large. Max size is 10MB.");
        }

        var target = ArtifactPath.OfAddress(RunAddress.Of(call.Store, run));
        await Incoming.KeepAsync(call, received =>
        {
            if (received.Bytes == 0)
            {
                throw Refusal.Invalid("Request must specify data.");
            }

            if (target is null)
            {
                call.Server.Artifacts.PutRun(run, name, received);
            }
            else
            {
                call.Server.Artifacts.Put(RunAddress.Join(target, name), received);
            }
        });
        await call.Text("", "application/json");
    }

    private static string RunOf(Call call) => (call.Query("run_id") ?? call.Query("run_uuid")) is { Length: > 0 } run
        ? run
        : throw Refusal.Invalid("Request must specify run_uuid.");

    private static string Wanted(Call call) => ArtifactPath.OfQuery(call.Query("path") ?? "") is { Length: > 0 } name
        ? name
        : throw Refusal.Invalid("Request must specify path.");
}
