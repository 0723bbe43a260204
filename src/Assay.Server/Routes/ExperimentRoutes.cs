using System.Globalization;
using Assay.Server.Frame;
using Assay.Server.Messages;
using Assay.Server.Runs;
using Assay.Tracking;

namespace Assay.Server.Routes;

/// <summary>Experiments: make, read, rename, tag, delete, restore.</summary>
internal sealed class ExperimentRoutes : RouteGroup
{
    private const string Path = "2.0/mlflow/experiments/";
    private const int LongestName = 500;

    private static readonly Message ById = new(Field.Text("experiment_id").Required());
    private static readonly Message ByName = new(Field.Text("experiment_name").Required());
    private static readonly Message CreateRequest = new(
        Field.Text("name").Required(), Field.Text("artifact_location"), Field.Group("tags", RunMessages.Pair).Many());
    private static readonly Message RenameRequest = new(Field.Text("experiment_id").Required(), Field.Text("new_name").Required());
    private static readonly Message TagRequest = new(Field.Text("experiment_id").Required(), Field.Text("key").Required(), Field.Text("value"));

    internal override IEnumerable<Route> Routes =>
    [
        Route.Post(Path + "create", CreateAsync),
        Route.Get(Path + "get", call => Answer(call, session => ExperimentTable.Get(session, call.Read(ById).Text("experiment_id")))),
        Route.Get(Path + "get-by-name", call => Answer(call, session => ExperimentTable.Named(session, call.Read(ByName).Text("experiment_name")))),
        Route.Post(Path + "update", RenameAsync),
        Route.Post(Path + "delete", call => SetActiveAsync(call, active: false)),
        Route.Post(Path + "restore", call => SetActiveAsync(call, active: true)),
        Route.Post(Path + "set-experiment-tag", SetTagAsync),
        Route.Post(Path + "delete-experiment-tag", DeleteTagAsync),
    ];

    private static async Task CreateAsync(Call call)
    {
        var input = call.Read(CreateRequest);
        var (name, location, tags) = (input.Text("name"), input.Text("artifact_location"), RunMessages.Pairs(input, "tags"));
        if (NameRules.Length(name) > LongestName)
        {
            throw Refusal.Invalid($"'name' exceeds the maximum length of {LongestName} characters");
        }

        LocationRule.Check(location);
        foreach (var (key, value) in tags)
        {
            CheckTag(key, value);
        }

        var now = call.Store.Clock.GetUtcNow();
        var id = await call.Store.Commits.Add(session =>
        {
            var made = ExperimentTable.Create(session, name, (call.Server.Options.DefaultArtifactRoot, location), ChangeClock.Now(session, now));
            foreach (var (key, value) in tags)
            {
                ExperimentTable.SetTag(session, made, key, value);
            }

            return made;
        });
        await call.Object(json => json.WriteString("experiment_id", id.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task RenameAsync(Call call)
    {
        var input = call.Read(RenameRequest);
        var (id, name) = (input.Text("experiment_id"), input.Text("new_name"));
        if (NameRules.Length(name) > LongestName)
        {
            throw Refusal.Invalid($"'name' exceeds the maximum length of {LongestName} characters");
        }

        try
        {
            await call.Store.Commits.Add(session => ExperimentTable.Rename(session, id, name, call.Store.Clock.GetUtcNow()));
        }
        catch (AssayException error) when (error.Code == "store.experiment-name-taken")
        {
            throw new Refusal(ErrorCode.BadRequest, $"Another experiment is called '{name}'.");
        }

        await call.Nothing();
    }

    private static async Task SetActiveAsync(Call call, bool active)
    {
        var id = call.Read(ById).Text("experiment_id");
        await call.Store.Commits.Add(session => ExperimentTable.SetActive(session, id, active, call.Store.Clock.GetUtcNow()));
        await call.Nothing();
    }

    private static async Task SetTagAsync(Call call)
    {
        var input = call.Read(TagRequest);
        var (id, key, value) = (input.Text("experiment_id"), input.Text("key"), input.Text("value"));
        CheckTag(key, value);
        await call.Store.Commits.Add(session => ExperimentTable.SetTag(session, ExperimentTable.Active(session, id).Id, key, value));
        await call.Nothing();
    }

    private static async Task DeleteTagAsync(Call call)
    {
        var input = call.Read(TagRequest);
        var (id, key) = (input.Text("experiment_id"), input.Text("key"));
        await call.Store.Commits.Add(session =>
        {
            if (!ExperimentTable.DeleteTag(session, ExperimentTable.Active(session, id).Id, key))
            {
                throw new AssayException("store.tag-missing", $"No tag with name: {key} in experiment with id {id}");
            }
        });
        await call.Nothing();
    }

    private static void CheckTag(string key, string value)
    {
        NameRules.CheckTag(key, "");
        NameRules.CheckLength("Tag value", value, NameRules.LongestTag);
    }

    private static Task Answer(Call call, Func<Session, StoredExperiment> find)
    {
        var experiment = call.Store.Database.Read(find);
        return call.Object(json =>
        {
            json.WritePropertyName("experiment");
            ExperimentJson.Write(json, experiment);
        });
    }
}
