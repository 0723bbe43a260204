namespace Assay.Tracking.Registry;

/// <summary>MLflow's language for searching versions of models.</summary>
internal sealed class ModelVersionGrammar : RegistryGrammar
{
    internal static readonly ModelVersionGrammar Instance = new();

    protected override IReadOnlyList<string> FilterKeys { get; } = ["name", "version_number", "run_id", "source_path"];

    protected override IReadOnlyList<string> OrderKeys { get; } = ["name", "version_number", "creation_timestamp", "last_updated_timestamp"];

    protected override IReadOnlyList<string> NumericKeys { get; } = ["version_number"];
}
