using Assay.Tracking.Search;

namespace Assay.Tracking.Logged;

/// <summary>MLflow's language for searching logged models.</summary>
internal sealed class LoggedModelGrammar : SearchGrammar
{
    internal static readonly LoggedModelGrammar Instance = new();

    private static readonly string[] Keys =
    [
        "name", "model_id", "model_type", "status", "source_run_id",
        "creation_timestamp", "creation_timestamp_ms", "last_updated_timestamp", "last_updated_timestamp_ms",
    ];

    protected override IReadOnlyList<string> FilterKeys => Keys;

    protected override IReadOnlyList<string> OrderKeys => Keys;

    protected override IReadOnlyList<string> NumericKeys { get; } =
        ["creation_timestamp", "creation_timestamp_ms", "last_updated_timestamp", "last_updated_timestamp_ms"];

    protected override string? ListKey => null;

    protected override string Translate(string key) => key.EndsWith("_ms", StringComparison.Ordinal) ? key[..^3] : key;

    protected override SearchEntity Entity(string name) => Trim(name, '`') switch
    {
        "metric" or "metrics" => SearchEntity.Metric,
        "param" or "params" or "parameter" or "parameters" => SearchEntity.Parameter,
        "tag" or "tags" => SearchEntity.Tag,
        "attribute" or "attributes" or "attr" => SearchEntity.Attribute,
        var other => throw SearchErrors.Filter($"Invalid entity type '{other}'. Valid values are ['attributes', 'metrics', 'params', 'tags']"),
    };
}
