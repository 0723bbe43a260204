using System.Buffers;
using System.Text.Json;
using Assay.Server.Frame;
using Assay.Server.Messages;
using Assay.Server.Queries;
using Assay.Server.Registry;
using Assay.Server.Runs;
using Assay.Tracking;
using Assay.Tracking.Registry;

namespace Assay.Server.Routes;

/// <summary>The GraphQL queries MLflow's clients use: a test, an experiment, a run with its experiment and model versions.</summary>
internal sealed class QueryRoutes : RouteGroup
{
    private const int LongestQuery = 200_000;

    private static readonly Message Request = new(Field.Text("query").Required(), Field.Text("operationName"));

    internal override IEnumerable<Route> Routes =>
    [
        Route.Post("/graphql", Answer).For(Access.Read),
        Route.Post("/ajax-api/2.0/mlflow/graphql", Answer).For(Access.Read),
    ];

    private static Task Answer(Call call)
    {
        var text = call.Read(Request).Text("query");
        try
        {
            var variables = call.Body is { } body && body.TryGetProperty("variables", out var given) ? given : (JsonElement?)null;
            var roots = text.Length <= LongestQuery
                ? QueryReader.Read(text, variables)
                : throw new FormatException($"Query exceeds maximum length of {LongestQuery}");
            return QueryLimits.Check(roots) is { } wrong ? Wrong(call, wrong) : Answer(call, roots);
        }
        catch (FormatException wrong)
        {
            return Wrong(call, wrong.Message);
        }
    }

    private static Task Answer(Call call, List<Selection> roots)
    {
        var found = roots.ConvertAll(root => (Root: root, Document: Resolve(call, root)));
        return call.Object(json =>
        {
            json.WriteStartObject("data");
            foreach (var (root, document) in found)
            {
                json.WritePropertyName(root.Alias);
                Projection.Write(json, document.RootElement, root);
                document.Dispose();
            }

            json.WriteEndObject();
            json.WriteNull("errors");
        });
    }

    private static JsonDocument Resolve(Call call, Selection root) => Document(root.Name switch
    {
        "test" => json => json.WriteString("output", root.Arguments.GetValueOrDefault("inputString", "")),
        "mlflowGetExperiment" => Told(() => Experiment(call, root.Arguments.GetValueOrDefault("input.experimentId", ""))),
        "mlflowGetRun" => Told(() => Run(call, root.Arguments.GetValueOrDefault("input.runId", ""))),
        _ => throw new FormatException($"Cannot query field '{root.Name}' on type 'Query'."),
    });

    private static Action<Utf8JsonWriter> Experiment(Call call, string id)
    {
        var experiment = call.Store.Database.Read(session => ExperimentTable.Get(session, id));
        return json =>
        {
            json.WritePropertyName("experiment");
            ExperimentJson.Write(json, experiment);
        };
    }

    private static Action<Utf8JsonWriter> Run(Call call, string id)
    {
        var (run, experiment, versions) = call.Store.Database.Read(session =>
        {
            var found = StoredRunReader.Get(session, id);
            return (
                found,
                ExperimentTable.Get(session, $"{found.ExperimentId}"),
                RegistryReader.Versions(session, "WHERE v.run_id = @run ORDER BY m.name, v.version", ("@run", id)));
        });
        return json =>
        {
            // The run's own object is written as REST does, then goes on with what hangs on it.
            using var document = Document(inner =>
            {
                inner.WritePropertyName("run");
                RunJson.Write(inner, run);
            });
            json.WriteStartObject("run");
            foreach (var property in document.RootElement.GetProperty("run").EnumerateObject())
            {
                property.WriteTo(json);
            }

            json.WritePropertyName("experiment");
            ExperimentJson.Write(json, experiment);
            json.WriteStartArray("model_versions");
            versions.ForEach(version => RegistryJson.Write(json, version));
            json.WriteEndArray();
            json.WriteEndObject();
        };
    }

    // What is not there is told inside the answer, as MLflow does.
    private static Action<Utf8JsonWriter> Told(Func<Action<Utf8JsonWriter>> find)
    {
        try
        {
            return find();
        }
        catch (AssayException missing)
        {
            var refusal = Refusal.Of(missing);
            return json =>
            {
                json.WriteStartObject("api_error");
                json.WriteString("code", refusal.Code.Name);
                json.WriteString("message", refusal.Message);
                json.WriteEndObject();
            };
        }
    }

    private static JsonDocument Document(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return JsonDocument.Parse(buffer.WrittenMemory);
    }

    private static Task Wrong(Call call, string message) => call.Object(json =>
    {
        json.WriteNull("data");
        json.WriteStartArray("errors");
        json.WriteStringValue(message);
        json.WriteEndArray();
    });
}
