using System.Text.Json;
using Assay.Server.Frame;
using Assay.Server.Messages;
using Assay.Server.Runs;
using Assay.Tracking;

namespace Assay.Server.Routes;

/// <summary>What goes into a run and comes out of it: data sets and models.</summary>
internal sealed class RunInputRoutes : RouteGroup
{
    private const string Path = "2.0/mlflow/runs/";
    private const string ModelHistory = "mlflow.log-model.history";

    private static readonly Message Dataset = new(
        Field.Text("name"), Field.Text("digest"), Field.Text("source_type"), Field.Text("source"), Field.Text("schema"), Field.Text("profile"));

    private static readonly Message Input = new(Field.Group("tags", RunMessages.Pair).Many(), Field.Group("dataset", Dataset));
    private static readonly Message Model = new(Field.Text("model_id"), Field.Whole("step"));

    private static readonly Message InputsRequest = new(
        Field.Text("run_id").Required(), Field.Group("datasets", Input).Many(), Field.Group("models", Model).Many());

    private static readonly Message OutputsRequest = new(Field.Text("run_id").Required(), Field.Group("models", Model).Many());
    private static readonly Message ModelRequest = new(Field.Text("run_id").Required(), Field.Text("model_json").Required());

    internal override IEnumerable<Route> Routes =>
    [
        Route.Post(Path + "log-inputs", InputsAsync),
        Route.Post(Path + "outputs", OutputsAsync),
        Route.Post(Path + "log-model", ModelAsync),
    ];

    private static Task InputsAsync(Call call)
    {
        var input = call.Read(InputsRequest);
        if (!input.Has("datasets") && !input.Has("models"))
        {
            throw Refusal.Invalid("Missing value for required parameter 'datasets'. See the API docs for more information about request parameters.");
        }

        var id = RunMessages.Run(call, input);
        var inputs = input.Groups("datasets").Where(d => d.Has("dataset")).Select(Read).ToList();
        return RunMessages.RecordAsync(call, id, session =>
        {
            inputs.ForEach(i => RemoteRuns.AddInput(session, id, i));
            AddModels(session, id, input, isOutput: false);
        });
    }

    private static Task OutputsAsync(Call call)
    {
        var input = call.Read(OutputsRequest);
        var id = RunMessages.Run(call, input);
        return RunMessages.RecordAsync(call, id, session => AddModels(session, id, input, isOutput: true));
    }

    private static void AddModels(Session session, string id, Input input, bool isOutput)
    {
        foreach (var model in input.Groups("models"))
        {
            RemoteRuns.AddModel(session, id, new ModelLink(model.Text("model_id"), isOutput, model.Whole("step")));
        }
    }

    private static StoredInput Read(Input input)
    {
        var dataset = input.Group("dataset")!;
        var tags = RunMessages.Pairs(input, "tags");
        foreach (var (key, value) in tags)
        {
            Check("InputTag key", key, 255);
            Check("InputTag value", value, 500);
        }

        Check("Dataset name", dataset.Text("name"), 500);
        Check("Dataset digest", dataset.Text("digest"), 36);
        Check("Dataset source", dataset.Text("source"), 65_535);
        Check("Dataset schema", dataset.Text("schema"), 1_048_575);
        Check("Dataset profile", dataset.Text("profile"), 16_777_215);
        return new StoredInput(dataset.Text("name"), dataset.Text("digest"))
        {
            SourceType = dataset.Text("source_type"),
            Source = dataset.Text("source"),
            Schema = dataset.TextOrNull("schema"),
            Profile = dataset.TextOrNull("profile"),
            Tags = tags,
        };
    }

    private static void Check(string what, string text, int longest)
    {
        if (NameRules.Length(text) > longest)
        {
            throw Refusal.Invalid($"{what} exceeds the maximum length of {longest}");
        }
    }

    // The list of models a run has made, as clients of MLflow 2 read it from a tag.
    private static async Task ModelAsync(Call call)
    {
        var input = call.Read(ModelRequest);
        var (id, text) = (RunMessages.Run(call, input), input.Text("model_json"));
        using var model = Parse(text);
        string[] missing = [.. new[] { "artifact_path", "flavors", "utc_time_created", "run_id" }.Where(name => !model.RootElement.TryGetProperty(name, out _))];
        if (missing.Length > 0)
        {
            throw Refusal.Invalid(
                $"Model json is missing mandatory fields: {PythonText.Of(JsonSerializer.SerializeToElement(missing)).Replace('[', '{').Replace(']', '}')}");
        }

        var entry = PythonJson.Write(model.RootElement);
        await RunMessages.RecordAsync(call, id, session =>
        {
            var known = session.First(
                "SELECT value FROM run_tags WHERE run_id = @run AND key = @key", row => row.GetString(0), ("@run", id), ("@key", ModelHistory));
            RemoteRuns.SetTag(session, id, ModelHistory, known is ['[', .. var rest, ']'] && rest.Length > 0 ? $"[{rest}, {entry}]" : $"[{entry}]");
        });
    }

    private static JsonDocument Parse(string text)
    {
        try
        {
            var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document
                : throw Refusal.Invalid("Malformed model info. It must be a JSON object.");
        }
        catch (JsonException)
        {
            throw Refusal.Invalid($"Malformed model info. \n {text} \n is not a valid JSON.");
        }
    }
}
