using System.Globalization;
using Assay.Server.Frame;
using Assay.Server.Messages;

namespace Assay.Server.Routes;

/// <summary>The data sets used in experiments, for the browser.</summary>
internal sealed class DatasetSearchRoutes : RouteGroup
{
    private const int MostExperiments = 20;
    private const int MostResults = 1000;

    private static readonly Message Request = new(Field.Text("experiment_ids").Many());

    internal override IEnumerable<Route> Routes => [Route.Post("2.0/mlflow/experiments/search-datasets", Search).For(Access.Read)];

    private static Task Search(Call call)
    {
        var ids = call.Read(Request).Texts("experiment_ids");
        if (ids.Count is 0 or > MostExperiments)
        {
            throw Refusal.Invalid(ids.Count == 0
                ? "SearchDatasets request must specify at least one experiment_id."
                : $"SearchDatasets request cannot specify more than {MostExperiments} experiment_ids. Received {ids.Count} experiment_ids.");
        }

        var rows = call.Store.Database.Read(session => session.Query(
            $"""
            SELECT DISTINCT r.experiment_id, d.name, d.digest, t.value, CASE WHEN t.value IS NULL THEN 1 ELSE 0 END AS unknown
            FROM run_inputs i JOIN runs r ON r.id = i.run_id JOIN datasets d ON d.id = i.dataset_id
            LEFT JOIN run_input_tags t ON t.run_id = i.run_id AND t.ordinal = i.ordinal AND t.key = 'mlflow.data.context'
            WHERE {session.Dialect.Among("CAST(r.experiment_id AS TEXT)", "@ids")}
            ORDER BY r.experiment_id, d.name, d.digest, unknown, t.value LIMIT @limit
            """,
            row => (Experiment: row.GetInt64(0), Name: row.GetString(1), Digest: row.GetString(2), Context: row.IsDBNull(3) ? null : row.GetString(3)),
            ("@ids", session.Dialect.List(ids)),
            ("@limit", (long)MostResults)));
        return call.Object(json =>
        {
            json.WriteStartArray("dataset_summaries");
            foreach (var row in rows)
            {
                json.WriteStartObject();
                json.WriteString("context", row.Context);
                json.WriteString("digest", row.Digest);
                json.WriteString("experiment_id", row.Experiment.ToString(CultureInfo.InvariantCulture));
                json.WriteString("name", row.Name);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }
}
