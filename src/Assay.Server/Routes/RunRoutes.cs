using Assay.Server.Frame;
using Assay.Server.Messages;
using Assay.Server.Runs;
using Assay.Tracking;

namespace Assay.Server.Routes;

/// <summary>Runs: begin, read, change, delete, restore.</summary>
internal sealed class RunRoutes : RouteGroup
{
    private const string Path = "2.0/mlflow/runs/";

    private static readonly Message CreateRequest = new(
        Field.Text("experiment_id"), Field.Whole("start_time"), Field.Text("run_name"), Field.Text("user_id").Unchecked(),
        Field.Group("tags", RunMessages.Pair).Many().Unchecked());

    private static readonly Message UpdateRequest = new(
        Field.Text("run_id").Required(), Field.Choice("status", "", "RUNNING", "SCHEDULED", "FINISHED", "FAILED", "KILLED"), Field.Whole("end_time"),
        Field.Text("run_name"));

    internal override IEnumerable<Route> Routes =>
    [
        Route.Post(Path + "create", CreateAsync),
        Route.Get(Path + "get", Get),
        Route.Post(Path + "update", UpdateAsync),
        Route.Post(Path + "delete", call => SetActiveAsync(call, active: false)),
        Route.Post(Path + "restore", call => SetActiveAsync(call, active: true)),
    ];

    private static async Task CreateAsync(Call call)
    {
        var input = call.Read(CreateRequest);
        var tags = RunMessages.Pairs(input, "tags");
        if (input.Text("experiment_id").Length == 0)
        {
            throw new Refusal(ErrorCode.BadRequest, "A run needs the id of its experiment.");
        }

        if (tags.DistinctBy(t => t.Key).Count() < tags.Count)
        {
            throw new Refusal(ErrorCode.BadRequest, "A tag was given twice.");
        }

        var start = new RemoteRunStart(input.Text("experiment_id"))
        {
            Name = input.Text("run_name"),
            User = input.Text("user_id"),
            Started = input.Whole("start_time"),
            Tags = [.. tags.Select(t => KeyValuePair.Create(t.Key, NameRules.CheckTag(t.Key, t.Value)))],
        };
        var id = call.Store.NewId();
        var run = await call.Store.Commits.Add(session =>
        {
            RemoteRuns.Create(session, id, start, call.Store.NewName);
            return StoredRunReader.Get(session, id);
        });
        await call.Object(json =>
        {
            json.WritePropertyName("run");
            RunJson.Write(json, run, withInputs: false);
        });
    }

    private static Task Get(Call call)
    {
        var id = RunMessages.Run(call, call.Read(RunMessages.ById));
        var run = call.Store.Database.Read(session => StoredRunReader.Get(session, id));
        return call.Object(json =>
        {
            json.WritePropertyName("run");
            RunJson.Write(json, run);
        });
    }

    private static async Task UpdateAsync(Call call)
    {
        var input = call.Read(UpdateRequest);
        var id = RunMessages.Run(call, input);
        var run = await call.Store.Commits.Add(session =>
        {
            RemoteRuns.CheckActive(session, id);
            RemoteRuns.Update(session, id, (RunJson.Status(input.Choice("status")), input.WholeOrNull("end_time"), input.Text("run_name")));
            return StoredRunReader.Header(session, id);
        });
        await call.Object(json =>
        {
            json.WritePropertyName("run_info");
            RunJson.WriteInfo(json, run);
        });
    }

    private static async Task SetActiveAsync(Call call, bool active)
    {
        var id = call.Read(RunMessages.ById).Text("run_id");
        await call.Store.Commits.Add(session => RemoteRuns.SetActive(session, id, active, call.Store.Clock.GetUtcNow()));
        await call.Nothing();
    }
}
