using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Assay.Server.Artifacts;
using Assay.Server.Frame;
using Assay.Server.Messages;
using Assay.Server.Registry;
using Assay.Tracking.Logged;
using Assay.Tracking.Search;

namespace Assay.Server.Routes;

/// <summary>Logged models (MLflow 3): make, finish, read, tag, search, delete, and their files.</summary>
internal sealed class LoggedModelRoutes : RouteGroup
{
    private const string Path = "2.0/mlflow/logged-models";
    private const string ById = Path + "/{model_id}";
    private const int MostResults = 1000;

    private static readonly string[] Statuses =
        ["LOGGED_MODEL_STATUS_UNSPECIFIED", "LOGGED_MODEL_PENDING", "LOGGED_MODEL_READY", "LOGGED_MODEL_UPLOAD_FAILED"];

    private static readonly Message CreateRequest = new(
        Field.Text("experiment_id").Required(), Field.Text("name"), Field.Text("model_type"), Field.Text("source_run_id"),
        Field.Group("params", Tags.Pair).Many(), Field.Group("tags", Tags.Pair).Many());
    private static readonly Message FinishRequest = new(Field.Choice("status", Statuses).Required());
    private static readonly Message ParametersRequest = new(Field.Group("params", Tags.Pair).Many());
    private static readonly Message TagsRequest = new(Field.Group("tags", Tags.Pair).Many());
    private static readonly Message Dataset = new(Field.Text("dataset_name"), Field.Text("dataset_digest"));
    private static readonly Message Order = new(
        Field.Text("field_name"), Field.Truth("ascending"), Field.Text("dataset_name"), Field.Text("dataset_digest"));
    private static readonly Message SearchRequest = new(
        Field.Text("experiment_ids").Many().Required(), Field.Text("filter"), Field.Group("datasets", Dataset).Many(),
        SearchLimits.Field(MostResults), Field.Group("order_by", Order).Many(), Field.Text("page_token"));
    private static readonly Message FolderRequest = new(Field.Text("artifact_directory_path"));

    internal override IEnumerable<Route> Routes =>
    [
        Route.Post(Path, Create),
        Route.Post(Path + "/search", Search).For(Access.Read),
        Route.Patch(ById, Finish),
        Route.Get(ById, call => Answer(call, call.Server.LoggedModels.Get(call.PathValue(0)))),
        Route.Delete(ById, Delete).Streaming(),
        Route.Post(ById + "/params", AddParameters),
        Route.Patch(ById + "/tags", SetTags),
        Route.Delete(ById + "/tags/{tag_key}", DeleteTag).Streaming(),
        Route.Get(ById + "/artifacts/directories", List),
        Route.Get($"/ajax-api/{ById}/artifacts/files", Download),
    ];

    private static Task Create(Call call)
    {
        var input = call.Read(CreateRequest);
        return Answer(call, call.Server.LoggedModels.Create(new LoggedModelStart(input.Text("experiment_id"))
        {
            Name = input.Text("name"),
            ModelType = input.Text("model_type"),
            SourceRunId = input.Text("source_run_id"),
            Parameters = Tags.Of(input, "params"),
            Tags = Tags.Of(input, "tags"),
        }));
    }

    private static Task Finish(Call call) =>
        Answer(call, call.Server.LoggedModels.Finish(call.PathValue(0), call.Read(FinishRequest).Choice("status")
            ?? throw Refusal.Invalid("Invalid value for parameter 'status' supplied.")));

    private static Task Delete(Call call)
    {
        call.Server.LoggedModels.Delete(call.PathValue(0));
        return call.Nothing();
    }

    private static Task AddParameters(Call call)
    {
        call.Server.LoggedModels.AddParameters(call.PathValue(0), Tags.Of(call.Read(ParametersRequest), "params"));
        return call.Nothing();
    }

    private static Task SetTags(Call call)
    {
        call.Server.LoggedModels.SetTags(call.PathValue(0), Tags.Of(call.Read(TagsRequest), "tags"));
        return call.Nothing();
    }

    private static Task DeleteTag(Call call)
    {
        call.Server.LoggedModels.DeleteTag(call.PathValue(0), call.PathValue(1));
        return call.Nothing();
    }

    private static Task Search(Call call)
    {
        var input = call.Read(SearchRequest);
        var datasets = input.Groups("datasets");
        if (datasets.Any(d => d.Text("dataset_name").Length == 0))
        {
            throw Refusal.Invalid("`dataset_name` in the `datasets` clause must be specified.");
        }

        var orders = input.Groups("order_by");
        var question = QuestionOf(input);
        var offset = OffsetOf(input.Text("page_token"), question);
        var (found, more) = call.Server.LoggedModelSearch.Find(new LoggedModelSearch.Query(input.Texts("experiment_ids"), input.Text("filter"))
        {
            Datasets = [.. datasets.Select(d => (d.Text("dataset_name"), d.Text("dataset_digest")))],
            Orders = [.. orders.Select(o => new LoggedModelSearch.Order(
                o.Text("field_name"), !o.Has("ascending") || o.Truth("ascending"), o.TextOrNull("dataset_name"), o.TextOrNull("dataset_digest")))],
            Limit = Math.Max(SearchLimits.Of(input, 50), 1),
            Offset = offset,
        });
        return call.Answer(("models", LoggedModelJson.Write), found, more ? new PageToken(0, [question, offset + found.Count]).Write() : null);
    }

    private static Task List(Call call)
    {
        var folder = ArtifactPath.OfQuery(call.Read(FolderRequest).Text("artifact_directory_path"));
        var model = call.Server.LoggedModels.Get(call.PathValue(0));
        var entries = ArtifactPath.OfAddress(model.ArtifactUri) is { } root ? call.Server.Artifacts.List(RunAddress.Join(root, folder)) : [];
        return call.Object(json =>
        {
            json.WriteString("root_uri", model.ArtifactUri);
            ProxiedArtifactRoutes.Write(json, entries, folder);
        });
    }

    private static Task Download(Call call)
    {
        var name = ArtifactPath.OfQuery(call.Query("artifact_file_path") ?? "");
        if (name.Length == 0)
        {
            throw Refusal.Invalid("Request must specify artifact_file_path.");
        }

        var model = call.Server.LoggedModels.Get(call.PathValue(0));
        return Attachment.SendAsync(call, RunAddress.Find(call, model.ArtifactUri, name) ?? throw Refusal.Missing($"No such artifact: '{name}'"));
    }

    private static Task Answer(Call call, LoggedModel model) => call.Object(json =>
    {
        json.WritePropertyName("model");
        LoggedModelJson.Write(json, model);
    });

    private static long OffsetOf(string token, string question) => token.Length == 0 ? 0 : PageToken.Read(token).After switch
    {
        [string asked, long offset] when asked == question && offset >= 0 => offset,
        _ => throw Refusal.Invalid("The page token belongs to another search: experiments, filter and order must stay the same."),
    };

    // A page belongs to the question it was asked with.
    private static string QuestionOf(Input input)
    {
        var parts = input.Texts("experiment_ids").Append(input.Text("filter")).Concat(
            input.Groups("order_by").Select(o => $"{o.Text("field_name")} {o.Truth("ascending")} {o.Text("dataset_name")} {o.Text("dataset_digest")}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))[..16];
    }
}
