using Assay.Server.Artifacts;
using Assay.Server.Frame;
using Assay.Server.Messages;
using Assay.Server.Registry;
using Assay.Tracking.Registry;
using Assay.Tracking.Search;

namespace Assay.Server.Routes;

/// <summary>Versions of registered models: make, read, describe, move between stages, delete, search.</summary>
internal sealed class ModelVersionRoutes : RouteGroup
{
    private const string Path = "2.0/mlflow/model-versions/";
    private const int MostResults = 200_000;

    private static readonly Message ByVersion = new(Field.Text("name").Required(), Field.Text("version").Required());
    private static readonly Message DownloadRequest = new(Field.Text("name"), Field.Text("version"));
    private static readonly Message CreateRequest = new(
        Field.Text("name").Required(), Field.Text("source").Required(), Field.Text("run_id"), Field.Group("tags", Tags.Pair).Many(),
        Field.Text("run_link"), Field.Text("description"), Field.Text("model_id"));
    private static readonly Message UpdateRequest = new(Field.Text("name").Required(), Field.Text("version").Required(), Field.Text("description"));
    private static readonly Message MoveRequest = new(
        Field.Text("name").Required(), Field.Text("version").Required(), Field.Text("stage").Required(), Field.Truth("archive_existing_versions"));
    private static readonly Message SearchRequest = new(
        Field.Text("filter"), SearchLimits.Field(MostResults), Field.Text("order_by").Many(), Field.Text("page_token"));

    internal override IEnumerable<Route> Routes =>
    [
        Route.Post(Path + "create", Create),
        Route.Patch(Path + "update", Update),
        Route.Post(Path + "transition-stage", Move),
        Route.Delete(Path + "delete", Delete).For(Access.Admin),
        Route.Get(Path + "get", Get),
        Route.Get(Path + "search", Search),
        Route.Get(Path + "get-download-uri", Download),
    ];

    private static Task Create(Call call)
    {
        var input = call.Read(CreateRequest);
        var (source, run, logged) = (input.Text("source"), input.Text("run_id"), input.TextOrNull("model_id"));
        var root = !string.IsNullOrEmpty(logged) ? call.Server.LoggedModels.Get(logged).ArtifactUri
            : run.Length > 0 ? RunAddress.Of(call.Store, run) : null;
        SourceRule.Check(source, root);
        return call.Answer(call.Server.Versions.Create(new VersionStart(input.Text("name"), source)
        {
            RunId = run,
            RunLink = input.Text("run_link"),
            Description = input.Text("description"),
            LoggedModelId = string.IsNullOrEmpty(logged) ? null : logged,
            Tags = Tags.Of(input, "tags"),
        }));
    }

    private static Task Update(Call call)
    {
        var input = call.Read(UpdateRequest);
        return call.Answer(call.Server.Versions.Describe(input.Text("name"), input.Text("version"), input.Text("description")));
    }

    private static Task Move(Call call)
    {
        var input = call.Read(MoveRequest);
        return call.Answer(call.Server.Versions.Move(
            input.Text("name"), input.Text("version"), (input.Text("stage"), input.Truth("archive_existing_versions"))));
    }

    private static Task Delete(Call call)
    {
        var input = call.Read(ByVersion);
        call.Server.Versions.Delete(input.Text("name"), input.Text("version"));
        return call.Nothing();
    }

    private static Task Get(Call call)
    {
        var input = call.Read(ByVersion);
        return call.Answer(call.Server.Versions.Get(input.Text("name"), input.Text("version")));
    }

    private static Task Search(Call call)
    {
        var input = call.Read(SearchRequest);
        var limit = SearchLimits.Of(input, 10_000);
        if (limit < 1)
        {
            throw Refusal.Invalid($"Invalid value for max_results. It must be a positive integer, but got {limit}");
        }

        var offset = PageToken.Read(input.Text("page_token")).Offset;
        var (found, more) = call.Server.ModelSearch.Versions(new RegistrySearch.Query(input.Text("filter"), input.Texts("order_by"), limit, offset));
        // MLflow tells aliases of a version that is asked for by itself, not here.
        return call.Answer(("model_versions", RegistryJson.Write), found.ConvertAll(v => v with { Aliases = [] }), more ? PageToken.Counted(offset + found.Count) : null);
    }

    private static Task Download(Call call)
    {
        var input = call.Read(DownloadRequest);
        RegistryRules.CheckName(input.Text("name"));
        var location = call.Server.Versions.Get(input.Text("name"), input.Text("version")).Location;
        return call.Object(json => json.WriteString("artifact_uri", location));
    }
}
