namespace Assay.Tracking.Search;

/// <summary>MLflow's language for searching runs.</summary>
internal sealed class RunGrammar : SearchGrammar
{
    internal static readonly RunGrammar Instance = new();

    private static readonly string[] DatasetKeys = ["name", "digest", "context"];

    protected override IReadOnlyList<string> FilterKeys { get; } =
    [
        "run_id", "user_id", "status", "artifact_uri", "start_time", "end_time", "run_name",
        "created", "Created", "run name", "Run name", "Run Name",
    ];

    protected override IReadOnlyList<string> OrderKeys { get; } =
        ["run_id", "user_id", "status", "artifact_uri", "start_time", "end_time", "run_name", "created", "Created"];

    protected override IReadOnlyList<string> NumericKeys { get; } = ["start_time", "end_time"];

    protected override string Translate(string key) => key switch
    {
        "created" or "Created" => "start_time",
        "run name" or "Run name" or "Run Name" => "run_name",
        _ => key,
    };

    protected override SearchEntity Entity(string name) => Trim(name, '`') switch
    {
        "metric" or "metrics" => SearchEntity.Metric,
        "parameter" or "parameters" or "param" or "params" => SearchEntity.Parameter,
        "tag" or "tags" => SearchEntity.Tag,
        "attribute" or "attributes" or "attr" or "run" => SearchEntity.Attribute,
        "dataset" or "datasets" => SearchEntity.Dataset,
        var other => throw SearchErrors.Filter(
            $"Invalid entity type '{other}'. Valid values are ['metric', 'parameter', 'tag', 'attribute', 'dataset']"),
    };

    protected override SearchField Name(string text, IReadOnlyList<string> keys)
    {
        var field = base.Name(text, keys);
        return field.Entity != SearchEntity.Dataset || DatasetKeys.Contains(field.Key)
            ? field
            : throw SearchErrors.Filter($"Invalid dataset key '{field.Key}' specified. Valid keys are '{Set(DatasetKeys)}'");
    }

    // Ids hold lower-case letters only; MLflow leaves others out of a list.
    protected override object Value(SearchField field, SqlNode node) => base.Value(field, node) is IReadOnlyList<string> texts
        ? texts.Where(t => t.Any(char.IsLower) && !t.Any(char.IsUpper)).ToArray()
        : base.Value(field, node);
}
