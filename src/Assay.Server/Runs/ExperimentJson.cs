using System.Globalization;
using System.Text.Json;
using Assay.Tracking;

namespace Assay.Server.Runs;

/// <summary>Writes experiments as MLflow does: what is empty is left out, ids are texts.</summary>
internal static class ExperimentJson
{
    internal static void Write(Utf8JsonWriter json, StoredExperiment experiment)
    {
        json.WriteStartObject();
        json.WriteString("experiment_id", experiment.Id.ToString(CultureInfo.InvariantCulture));
        json.WriteString("name", experiment.Name);
        json.WriteString("artifact_location", experiment.ArtifactLocation);
        json.WriteString("lifecycle_stage", experiment.IsActive ? "active" : "deleted");
        json.WriteNumber("last_update_time", experiment.Updated);
        json.WriteNumber("creation_time", experiment.Created);
        RunJson.WritePairs(json, "tags", experiment.Tags);
        json.WriteEndObject();
    }
}
