using Assay.Server.Frame;
using Assay.Server.Messages;
using Assay.Server.Registry;

namespace Assay.Server.Routes;

/// <summary>Tags and aliases of registered models and their versions.</summary>
internal sealed class ModelTagRoutes : RouteGroup
{
    private const string Models = "2.0/mlflow/registered-models/";
    private const string Versions = "2.0/mlflow/model-versions/";

    private static readonly Message TagRequest = new(Field.Text("name").Required(), Field.Text("key").Required(), Field.Text("value"));
    private static readonly Message TagDeletion = new(Field.Text("name").Required(), Field.Text("key").Required());
    private static readonly Message VersionTagRequest = new(
        Field.Text("name").Required(), Field.Text("version").Required(), Field.Text("key").Required(), Field.Text("value"));
    private static readonly Message VersionTagDeletion = new(
        Field.Text("name").Required(), Field.Text("version").Required(), Field.Text("key").Required());
    private static readonly Message AliasRequest = new(
        Field.Text("name").Required(), Field.Text("alias").Required(), Field.Text("version").Required());
    private static readonly Message ByAlias = new(Field.Text("name").Required(), Field.Text("alias").Required());

    internal override IEnumerable<Route> Routes =>
    [
        Route.Post(Models + "set-tag", SetTag),
        Route.Delete(Models + "delete-tag", DeleteTag),
        Route.Post(Versions + "set-tag", SetVersionTag),
        Route.Delete(Versions + "delete-tag", DeleteVersionTag),
        Route.Post(Models + "alias", SetAlias),
        Route.Delete(Models + "alias", DeleteAlias),
        Route.Get(Models + "alias", GetAlias),
    ];

    private static Task SetTag(Call call)
    {
        var input = call.Read(TagRequest);
        call.Server.Models.SetTag(input.Text("name"), input.Text("key"), input.Text("value"));
        return call.Nothing();
    }

    private static Task DeleteTag(Call call)
    {
        var input = call.Read(TagDeletion);
        call.Server.Models.DeleteTag(input.Text("name"), input.Text("key"));
        return call.Nothing();
    }

    private static Task SetVersionTag(Call call)
    {
        var input = call.Read(VersionTagRequest);
        call.Server.Versions.SetTag((input.Text("name"), input.Text("version")), input.Text("key"), input.Text("value"));
        return call.Nothing();
    }

    private static Task DeleteVersionTag(Call call)
    {
        var input = call.Read(VersionTagDeletion);
        call.Server.Versions.DeleteTag(input.Text("name"), input.Text("version"), input.Text("key"));
        return call.Nothing();
    }

    private static Task SetAlias(Call call)
    {
        var input = call.Read(AliasRequest);
        call.Server.Models.SetAlias(input.Text("name"), input.Text("alias"), input.Text("version"));
        return call.Nothing();
    }

    private static Task DeleteAlias(Call call)
    {
        var input = call.Read(ByAlias);
        call.Server.Models.DeleteAlias(input.Text("name"), input.Text("alias"));
        return call.Nothing();
    }

    private static Task GetAlias(Call call)
    {
        var input = call.Read(ByAlias);
        return call.Answer(call.Server.Models.ByAlias(input.Text("name"), input.Text("alias")));
    }
}
