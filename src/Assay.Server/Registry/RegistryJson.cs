using System.Text.Json;
using Assay.Server.Frame;
using Assay.Tracking.Registry;

namespace Assay.Server.Registry;

/// <summary>Writes models and versions as MLflow does: what is empty is left out.</summary>
internal static class RegistryJson
{
    internal static Task Answer(this Call call, RegisteredModel model) => call.Object(json =>
    {
        json.WritePropertyName("registered_model");
        Write(json, model);
    });

    internal static Task Answer(this Call call, ModelVersion version) => call.Object(json =>
    {
        json.WritePropertyName("model_version");
        Write(json, version);
    });

    /// <summary>A list under a name, with the token of the next page if there is one.</summary>
    internal static Task Answer<T>(this Call call, (string Name, Action<Utf8JsonWriter, T> Write) list, IReadOnlyList<T> items, string? next = null) =>
        call.Object(json =>
        {
            if (items.Count > 0)
            {
                json.WriteStartArray(list.Name);
                foreach (var item in items)
                {
                    list.Write(json, item);
                }

                json.WriteEndArray();
            }

            if (next is not null)
            {
                json.WriteString("next_page_token", next);
            }
        });

    internal static void Write(Utf8JsonWriter json, RegisteredModel model)
    {
        json.WriteStartObject();
        json.WriteString("name", model.Name);
        json.WriteNumber("creation_timestamp", model.Created);
        json.WriteNumber("last_updated_timestamp", model.Updated);
        if (model.Description is not null)
        {
            json.WriteString("description", model.Description);
        }

        if (model.Latest.Count > 0)
        {
            json.WriteStartArray("latest_versions");
            foreach (var version in model.Latest)
            {
                Write(json, version);
            }

            json.WriteEndArray();
        }

        Pairs(json, "tags", model.Tags);
        if (model.Aliases.Count > 0)
        {
            json.WriteStartArray("aliases");
            foreach (var (alias, version) in model.Aliases)
            {
                json.WriteStartObject();
                json.WriteString("alias", alias);
                json.WriteString("version", $"{version}");
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    internal static void Write(Utf8JsonWriter json, ModelVersion version)
    {
        json.WriteStartObject();
        json.WriteString("name", version.Name);
        json.WriteString("version", $"{version.Version}");
        json.WriteNumber("creation_timestamp", version.Created);
        json.WriteNumber("last_updated_timestamp", version.Updated);
        json.WriteString("current_stage", version.Stage);
        json.WriteString("description", version.Description);
        json.WriteString("source", version.Source);
        json.WriteString("run_id", version.RunId);
        json.WriteString("status", "READY");
        Pairs(json, "tags", version.Tags);
        json.WriteString("run_link", version.RunLink);
        if (version.Aliases.Count > 0)
        {
            json.WriteStartArray("aliases");
            foreach (var alias in version.Aliases)
            {
                json.WriteStringValue(alias);
            }

            json.WriteEndArray();
        }

        if (version.LoggedModelId is not null)
        {
            json.WriteString("model_id", version.LoggedModelId);
        }

        json.WriteEndObject();
    }

    /// <summary>A list of keys and values; nothing when there are none.</summary>
    internal static void Pairs(Utf8JsonWriter json, string name, IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        if (pairs.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var (key, value) in pairs)
        {
            json.WriteStartObject();
            json.WriteString("key", key);
            json.WriteString("value", value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
