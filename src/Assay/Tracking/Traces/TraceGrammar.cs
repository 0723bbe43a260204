using Assay.Tracking.Search;

namespace Assay.Tracking.Traces;

/// <summary>MLflow's language for searching traces.</summary>
internal sealed class TraceGrammar : SearchGrammar
{
    internal static readonly TraceGrammar Instance = new();

    private static readonly string[] Keys =
    [
        "request_id", "trace_id", "timestamp", "timestamp_ms", "execution_time", "execution_time_ms", "status", "state", "name",
        "run_id", "client_request_id", "experiment_id",
    ];

    protected override IReadOnlyList<string> FilterKeys => Keys;

    protected override IReadOnlyList<string> OrderKeys => Keys;

    protected override IReadOnlyList<string> NumericKeys { get; } = ["timestamp", "timestamp_ms", "execution_time", "execution_time_ms"];

    protected override string? ListKey => null;

    protected override string Translate(string key) => key switch
    {
        "trace_id" => "request_id",
        "timestamp_ms" => "timestamp",
        "execution_time_ms" => "execution_time",
        "state" => "status",
        _ => key,
    };

    protected override SearchEntity Entity(string name) => Trim(name, '`') switch
    {
        "attribute" or "attributes" or "attr" or "trace" => SearchEntity.Attribute,
        "tag" or "tags" => SearchEntity.Tag,
        // Metadata stands where runs have parameters: texts by name.
        "metadata" or "request_metadata" => SearchEntity.Parameter,
        var other => throw SearchErrors.Filter($"Invalid entity type '{other}'. Valid values are ['attribute', 'tag', 'request_metadata']"),
    };
}
