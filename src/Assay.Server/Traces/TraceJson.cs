using System.Globalization;
using System.Text.Json;
using Assay.Server.Registry;
using Assay.Tracking.Traces;

namespace Assay.Server.Traces;

/// <summary>Writes traces in the two forms of MLflow: 2.13 and 3.</summary>
internal static class TraceJson
{
    /// <summary>The form of MLflow 3, in an object of its own.</summary>
    internal static void Write(Utf8JsonWriter json, Trace trace)
    {
        json.WriteStartObject();
        json.WriteString("trace_id", trace.Id);
        Text(json, "client_request_id", trace.ClientRequestId);
        json.WriteStartObject("trace_location");
        json.WriteString("type", "MLFLOW_EXPERIMENT");
        json.WriteStartObject("mlflow_experiment");
        json.WriteString("experiment_id", $"{trace.ExperimentId}");
        json.WriteEndObject();
        json.WriteEndObject();
        Text(json, "request_preview", trace.RequestPreview);
        Text(json, "response_preview", trace.ResponsePreview);
        json.WriteString("request_time", TraceTime.Write(trace.Started));
        if (trace.Duration is { } duration)
        {
            json.WriteString("execution_duration", (duration / 1000m).ToString("0.###", CultureInfo.InvariantCulture) + "s");
        }

        json.WriteString("state", trace.State);
        Texts(json, "trace_metadata", trace.Metadata);
        Texts(json, "tags", trace.Tags);
        json.WriteEndObject();
    }

    /// <summary>The form of MLflow 2.13 to 2.20.</summary>
    internal static void WriteOld(Utf8JsonWriter json, Trace trace)
    {
        json.WriteStartObject();
        json.WriteString("request_id", trace.Id);
        json.WriteString("experiment_id", $"{trace.ExperimentId}");
        json.WriteNumber("timestamp_ms", trace.Started);
        if (trace.Duration is { } duration)
        {
            json.WriteNumber("execution_time_ms", duration);
        }

        json.WriteString("status", trace.State == "STATE_UNSPECIFIED" ? "TRACE_STATUS_UNSPECIFIED" : trace.State);
        RegistryJson.Pairs(json, "request_metadata", trace.Metadata);
        RegistryJson.Pairs(json, "tags", trace.Tags);
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static void Texts(Utf8JsonWriter json, string name, IReadOnlyList<KeyValuePair<string, string>> texts)
    {
        if (texts.Count == 0)
        {
            return;
        }

        json.WriteStartObject(name);
        foreach (var (key, value) in texts)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }
}
