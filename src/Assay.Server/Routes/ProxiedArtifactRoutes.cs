using System.Text.Json;
using Assay.Server.Artifacts;
using Assay.Server.Frame;
using Assay.Server.Messages;
using Assay.Tracking.Served;

namespace Assay.Server.Routes;

/// <summary>The artifact server: files under <c>mlflow-artifacts:/</c> addresses.</summary>
internal sealed class ProxiedArtifactRoutes : RouteGroup
{
    private const string Path = "2.0/mlflow-artifacts/artifacts";

    private static readonly Message ListRequest = new(Field.Text("path").Unchecked());

    internal override IEnumerable<Route> Routes =>
    [
        Route.Get(Path, List),
        Route.Get(Path + "/{*path}", Download),
        Route.Put(Path + "/{*path}", Upload).Streaming(),
        Route.Delete(Path + "/{*path}", Delete).For(Access.Admin).Streaming(),
    ];

    /// <summary>Writes the entries of a folder as MLflow does: without a list when there are none.</summary>
    internal static void Write(Utf8JsonWriter json, IReadOnlyList<ServedEntry> entries, string prefix)
    {
        if (entries.Count == 0)
        {
            return;
        }

        json.WriteStartArray("files");
        foreach (var entry in entries)
        {
            json.WriteStartObject();
            json.WriteString("path", prefix.Length == 0 ? entry.Name : $"{prefix}/{entry.Name}");
            json.WriteBoolean("is_dir", entry.IsFolder);
            if (entry.Bytes > 0)
            {
                json.WriteNumber("file_size", entry.Bytes.Value);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static Task List(Call call)
    {
        var entries = call.Server.Artifacts.List(ArtifactPath.OfQuery(call.Read(ListRequest).Text("path")));
        return call.Object(json => Write(json, entries, ""));
    }

    private static Task Download(Call call)
    {
        var path = ArtifactPath.OfFile(call.PathValue(0));
        return Attachment.SendAsync(call, call.Server.Artifacts.Find(path) ?? throw Refusal.Missing($"No such artifact: '{path}'"));
    }

    private static async Task Upload(Call call)
    {
        var path = ArtifactPath.OfFile(call.PathValue(0));
        await Incoming.KeepAsync(call, received => call.Server.Artifacts.Put(path, received));
        await call.Nothing();
    }

    private static Task Delete(Call call)
    {
        var path = ArtifactPath.OfFile(call.PathValue(0));
        if (call.Server.Artifacts.Find(path) is not null)
        {
            // MLflow's clients delete folders only, and its server fails here; so does ours, with a reason.
            throw Refusal.Invalid($"'{path}' is a file; only folders are deleted here.");
        }

        call.Server.Artifacts.Delete(path);
        return call.Nothing();
    }
}
