using System.Text.Json;
using Assay.Tracking.Logged;

namespace Assay.Server.Registry;

/// <summary>Writes logged models as MLflow 3 does.</summary>
internal static class LoggedModelJson
{
    internal static void Write(Utf8JsonWriter json, LoggedModel model)
    {
        json.WriteStartObject();
        json.WriteStartObject("info");
        json.WriteString("model_id", model.Id);
        json.WriteString("experiment_id", $"{model.ExperimentId}");
        json.WriteString("name", model.Name);
        json.WriteNumber("creation_timestamp_ms", model.Created);
        json.WriteNumber("last_updated_timestamp_ms", model.Updated);
        json.WriteString("artifact_uri", model.ArtifactUri);
        json.WriteString("status", model.Status);
        json.WriteString("model_type", model.ModelType);
        json.WriteString("source_run_id", model.SourceRunId);
        json.WriteString("status_message", "");
        RegistryJson.Pairs(json, "tags", model.Tags);
        Registrations(json, model);
        json.WriteEndObject();
        json.WriteStartObject("data");
        RegistryJson.Pairs(json, "params", model.Parameters);
        Metrics(json, model);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Registrations(Utf8JsonWriter json, LoggedModel model)
    {
        if (model.Registrations.Count == 0)
        {
            return;
        }

        json.WriteStartArray("registrations");
        foreach (var (name, version) in model.Registrations)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("version", $"{version}");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Metrics(Utf8JsonWriter json, LoggedModel model)
    {
        if (model.Metrics.Count == 0)
        {
            return;
        }

        json.WriteStartArray("metrics");
        foreach (var metric in model.Metrics)
        {
            json.WriteStartObject();
            json.WriteString("key", metric.Key);
            if (double.IsNaN(metric.Value))
            {
                json.WriteString("value", "NaN");
            }
            else
            {
                json.WriteNumber("value", metric.Value);
            }

            json.WriteNumber("timestamp", metric.Time);
            json.WriteNumber("step", metric.Step);
            if (metric.DatasetName.Length > 0)
            {
                json.WriteString("dataset_name", metric.DatasetName);
                json.WriteString("dataset_digest", metric.DatasetDigest);
            }

            json.WriteString("model_id", model.Id);
            json.WriteString("run_id", metric.RunId);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
