using Assay.Server.Frame;
using Assay.Server.Messages;
using Assay.Server.Runs;
using Assay.Tracking.Search;

namespace Assay.Server.Routes;

/// <summary>The search of experiments.</summary>
internal sealed class ExperimentSearchRoutes : RouteGroup
{
    private const string Path = "2.0/mlflow/experiments/search";
    private const int MostResults = 50_000;

    private static readonly Message Request = new(
        Field.Choice("view_type", LifecycleNames.All).Unchecked(), Field.Whole("max_results"), Field.Text("order_by").Many(), Field.Text("filter"),
        Field.Text("page_token"));

    internal override IEnumerable<Route> Routes => [Route.Post(Path, Search).For(Access.Read), Route.Get(Path, Search)];

    private static Task Search(Call call)
    {
        var input = call.Read(Request);
        var most = input.Whole("max_results");
        if (most is < 1 or > MostResults)
        {
            throw Refusal.Invalid(most < 1
                ? $"Invalid value for max_results. It must be a positive integer, but got {most}"
                : $"Invalid value for max_results. It must be at most {MostResults}, but got {most}");
        }

        var query = new ExperimentQuery
        {
            View = LifecycleNames.View(input.Choice("view_type")),
            Limit = (int)most,
            Filter = ExperimentGrammar.Instance.ReadFilter(input.Text("filter")),
            Order = [.. input.Texts("order_by").Select(ExperimentGrammar.Instance.ReadOrder)],
            After = PageToken.Read(input.Text("page_token")),
        };
        var (experiments, next) = call.Store.Database.Read(session => ExperimentSearch.Find(session, query));
        return call.Object(json =>
        {
            if (experiments.Count > 0)
            {
                json.WriteStartArray("experiments");
                experiments.ForEach(experiment => ExperimentJson.Write(json, experiment));
                json.WriteEndArray();
            }

            if (next is not null)
            {
                json.WriteString("next_page_token", next);
            }
        });
    }
}
