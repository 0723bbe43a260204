using Assay.Server.Frame;
using Assay.Server.Messages;
using Assay.Server.Runs;
using Assay.Tracking;
using Assay.Tracking.Search;

namespace Assay.Server.Routes;

/// <summary>The search of runs.</summary>
internal sealed class RunSearchRoutes : RouteGroup
{
    private const int MostResults = 50_000;
    private const int UsualResults = 1000;

    private static readonly Message Request = new(
        Field.Text("experiment_ids").Many(),
        Field.Text("filter"),
        Field.Choice("run_view_type", LifecycleNames.All).Unchecked(),
        Field.Whole("max_results").Where(value => !ProtoJson.Whole(value, out var number) || number is >= 0 and <= MostResults),
        Field.Text("order_by").Many(),
        Field.Text("page_token").Unchecked());

    internal override IEnumerable<Route> Routes => [Route.Post("2.0/mlflow/runs/search", Search).For(Access.Read)];

    private static Task Search(Call call)
    {
        var input = call.Read(Request);
        var query = new RunQuery
        {
            Experiments = [.. input.Texts("experiment_ids").Select(ExperimentTable.Number).OfType<long>().Distinct()],
            View = LifecycleNames.View(input.Choice("run_view_type")),
            Limit = (int)(input.WholeOrNull("max_results") ?? UsualResults),
            Filter = RunGrammar.Instance.ReadFilter(input.Text("filter")),
            Order = [.. input.Texts("order_by").Select(RunGrammar.Instance.ReadOrder)],
            After = PageToken.Read(input.Text("page_token")),
        };
        var (runs, next) = call.Store.Database.Read(session =>
        {
            var (ids, token) = RunSearch.Find(session, query);
            return (StoredRunReader.Load(session, ids), token);
        });
        return call.Object(json =>
        {
            if (runs.Count > 0)
            {
                json.WriteStartArray("runs");
                runs.ForEach(run => RunJson.Write(json, run));
                json.WriteEndArray();
            }

            if (next is not null)
            {
                json.WriteString("next_page_token", next);
            }
        });
    }
}
