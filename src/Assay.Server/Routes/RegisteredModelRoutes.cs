using Assay.Server.Frame;
using Assay.Server.Messages;
using Assay.Server.Registry;
using Assay.Tracking.Registry;
using Assay.Tracking.Search;

namespace Assay.Server.Routes;

/// <summary>Registered models: make, read, rename, describe, delete, search.</summary>
internal sealed class RegisteredModelRoutes : RouteGroup
{
    private const string Path = "2.0/mlflow/registered-models/";
    private const int MostResults = 1000;

    private static readonly Message ByName = new(Field.Text("name").Required());
    private static readonly Message CreateRequest = new(
        Field.Text("name").Required(), Field.Group("tags", Tags.Pair).Many(), Field.Text("description"));
    private static readonly Message RenameRequest = new(Field.Text("name").Required(), Field.Text("new_name").Required());
    private static readonly Message UpdateRequest = new(Field.Text("name").Required(), Field.Text("description"));
    private static readonly Message SearchRequest = new(
        Field.Text("filter"), SearchLimits.Field(MostResults), Field.Text("order_by").Many(), Field.Text("page_token"));
    private static readonly Message LatestRequest = new(Field.Text("name").Required(), Field.Text("stages").Many());

    internal override IEnumerable<Route> Routes =>
    [
        Route.Post(Path + "create", Create),
        Route.Post(Path + "rename", Rename),
        Route.Patch(Path + "update", Update),
        Route.Delete(Path + "delete", Delete).For(Access.Admin),
        Route.Get(Path + "get", call => call.Answer(call.Server.Models.Get(call.Read(ByName).Text("name")))),
        Route.Get(Path + "search", Search),
        Route.Post(Path + "get-latest-versions", Latest).For(Access.Read),
        Route.Get(Path + "get-latest-versions", Latest),
    ];

    private static Task Create(Call call)
    {
        var input = call.Read(CreateRequest);
        return call.Answer(call.Server.Models.Create(input.Text("name"), input.TextOrNull("description"), Tags.Of(input, "tags")));
    }

    private static Task Rename(Call call)
    {
        var input = call.Read(RenameRequest);
        return call.Answer(call.Server.Models.Rename(input.Text("name"), input.Text("new_name")));
    }

    private static Task Update(Call call)
    {
        var input = call.Read(UpdateRequest);
        return call.Answer(call.Server.Models.Describe(input.Text("name"), input.TextOrNull("description")));
    }

    private static Task Delete(Call call)
    {
        call.Server.Models.Delete(call.Read(ByName).Text("name"));
        return call.Nothing();
    }

    private static Task Search(Call call)
    {
        var input = call.Read(SearchRequest);
        var limit = SearchLimits.Of(input, 100);
        var offset = PageToken.Read(input.Text("page_token")).Offset;
        var (found, more) = call.Server.ModelSearch.Models(new RegistrySearch.Query(input.Text("filter"), input.Texts("order_by"), Math.Max(limit, 0), offset));
        return call.Answer(("registered_models", RegistryJson.Write), found, more ? PageToken.Counted(offset + found.Count) : null);
    }

    private static Task Latest(Call call)
    {
        var input = call.Read(LatestRequest);
        var stages = input.Texts("stages").Select(RegistryRules.Stage).ToHashSet();
        var latest = call.Server.Models.Get(input.Text("name")).Latest;
        return call.Answer(("model_versions", RegistryJson.Write), stages.Count == 0 ? latest : [.. latest.Where(v => stages.Contains(v.Stage))]);
    }
}
