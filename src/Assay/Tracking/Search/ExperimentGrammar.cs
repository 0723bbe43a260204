namespace Assay.Tracking.Search;

/// <summary>MLflow's language for searching experiments.</summary>
internal sealed class ExperimentGrammar : SearchGrammar
{
    internal static readonly ExperimentGrammar Instance = new();

    protected override IReadOnlyList<string> FilterKeys { get; } = ["name", "creation_time", "last_update_time"];

    protected override IReadOnlyList<string> OrderKeys { get; } = ["name", "experiment_id", "creation_time", "last_update_time"];

    protected override IReadOnlyList<string> NumericKeys { get; } = ["creation_time", "last_update_time"];

    protected override string Quote(SqlNode node) => node.Text;

    protected override SearchEntity Entity(string name) => name switch
    {
        "attribute" => SearchEntity.Attribute,
        "tag" or "tags" => SearchEntity.Tag,
        _ => throw SearchErrors.Filter($"Invalid entity type '{name}'. Valid entity types are ('attribute', 'tag', 'tags')"),
    };
}
