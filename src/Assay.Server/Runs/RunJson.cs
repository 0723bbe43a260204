using System.Globalization;
using System.Text.Json;
using Assay.Tracking;
using Assay.Tracking.Points;

namespace Assay.Server.Runs;

/// <summary>Writes runs and points as MLflow does: what is empty is left out, ids are texts, infinity is the largest double.</summary>
internal static class RunJson
{
    private static readonly JsonEncodedText Key = JsonEncodedText.Encode("key");
    private static readonly JsonEncodedText Value = JsonEncodedText.Encode("value");
    private static readonly JsonEncodedText Time = JsonEncodedText.Encode("timestamp");
    private static readonly JsonEncodedText Step = JsonEncodedText.Encode("step");
    private static readonly JsonEncodedText NotANumber = JsonEncodedText.Encode("NaN");

    /// <summary>MLflow's name of a status.</summary>
    internal static string Status(RunStatus status) => status == RunStatus.Interrupted ? "KILLED" : status.ToString().ToUpperInvariant();

    /// <summary>The status of one of MLflow's names.</summary>
    internal static RunStatus? Status(string? name) => name switch
    {
        "RUNNING" => RunStatus.Running,
        "SCHEDULED" => RunStatus.Scheduled,
        "FINISHED" => RunStatus.Finished,
        "FAILED" => RunStatus.Failed,
        "KILLED" => RunStatus.Interrupted,
        _ => null,
    };

    internal static void Write(Utf8JsonWriter json, StoredRun run, bool withInputs = true)
    {
        json.WriteStartObject();
        json.WritePropertyName("info");
        WriteInfo(json, run);
        json.WriteStartObject("data");
        WriteMetrics(json, run.Metrics);
        WritePairs(json, "params", run.Parameters);
        WritePairs(json, "tags", run.Tags);
        json.WriteEndObject();
        if (withInputs)
        {
            WriteInputs(json, run);
        }

        json.WriteEndObject();
    }

    internal static void WriteInfo(Utf8JsonWriter json, StoredRun run)
    {
        json.WriteStartObject();
        json.WriteString("run_uuid", run.Id);
        json.WriteString("experiment_id", run.ExperimentId.ToString(CultureInfo.InvariantCulture));
        json.WriteString("run_name", run.Name);
        json.WriteString("user_id", run.User);
        json.WriteString("status", Status(run.Status));
        json.WriteNumber("start_time", run.Started);
        if (run.Ended is { } ended)
        {
            json.WriteNumber("end_time", ended);
        }

        json.WriteString("artifact_uri", run.ArtifactUri);
        json.WriteString("lifecycle_stage", run.IsActive ? "active" : "deleted");
        json.WriteString("run_id", run.Id);
        json.WriteEndObject();
    }

    /// <summary>One point of a curve; the run is named where several are listed together.</summary>
    internal static void Write(Utf8JsonWriter json, JsonEncodedText key, StoredPoint point, JsonEncodedText? run = null)
    {
        json.WriteStartObject();
        json.WriteString(Key, key);
        WriteValue(json, point.Value);
        json.WriteNumber(Time, point.Time);
        json.WriteNumber(Step, point.Step);
        if (run is { } id)
        {
            json.WriteString("run_id", id);
        }

        json.WriteEndObject();
    }

    internal static void WritePairs(Utf8JsonWriter json, string name, IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        if (pairs.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var (key, value) in pairs)
        {
            json.WriteStartObject();
            json.WriteString(Key, key);
            json.WriteString(Value, value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>A double that every reader of JSON takes.</summary>
    internal static double Finite(double value) => Math.Clamp(value, -double.MaxValue, double.MaxValue);

    private static void WriteValue(Utf8JsonWriter json, double value)
    {
        if (double.IsNaN(value))
        {
            json.WriteString(Value, NotANumber);
        }
        else
        {
            json.WriteNumber(Value, Finite(value));
        }
    }

    private static void WriteMetrics(Utf8JsonWriter json, List<StoredMetric> metrics)
    {
        if (metrics.Count == 0)
        {
            return;
        }

        json.WriteStartArray("metrics");
        foreach (var metric in metrics)
        {
            json.WriteStartObject();
            json.WriteString(Key, metric.Key);
            WriteValue(json, metric.Last.Value);
            json.WriteNumber(Time, metric.Last.Time);
            json.WriteNumber(Step, metric.Last.Step);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteInputs(Utf8JsonWriter json, StoredRun run)
    {
        json.WriteStartObject("inputs");
        if (run.Inputs.Count > 0)
        {
            json.WriteStartArray("dataset_inputs");
            run.Inputs.ForEach(input => WriteInput(json, input));
            json.WriteEndArray();
        }

        WriteModels(json, "model_inputs", run.Models.FindAll(m => !m.IsOutput));
        json.WriteEndObject();
        if (run.Models.Exists(m => m.IsOutput))
        {
            json.WriteStartObject("outputs");
            WriteModels(json, "model_outputs", run.Models.FindAll(m => m.IsOutput));
            json.WriteEndObject();
        }
    }

    private static void WriteInput(Utf8JsonWriter json, StoredInput input)
    {
        json.WriteStartObject();
        WritePairs(json, "tags", input.Tags);
        json.WriteStartObject("dataset");
        json.WriteString("name", input.Name);
        json.WriteString("digest", input.Digest);
        json.WriteString("source_type", input.SourceType);
        json.WriteString("source", input.Source);
        if (input.Schema is not null)
        {
            json.WriteString("schema", input.Schema);
        }

        if (input.Profile is not null)
        {
            json.WriteString("profile", input.Profile);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteModels(Utf8JsonWriter json, string name, List<ModelLink> models)
    {
        if (models.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var model in models)
        {
            json.WriteStartObject();
            json.WriteString("model_id", model.ModelId);
            if (model.IsOutput)
            {
                json.WriteNumber("step", model.Step);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
