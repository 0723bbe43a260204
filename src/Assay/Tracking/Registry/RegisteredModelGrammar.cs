using Assay.Tracking.Search;

namespace Assay.Tracking.Registry;

/// <summary>MLflow's language for searching registered models.</summary>
internal sealed class RegisteredModelGrammar : RegistryGrammar
{
    internal static readonly RegisteredModelGrammar Instance = new();

    protected override IReadOnlyList<string> FilterKeys { get; } = ["name"];

    protected override IReadOnlyList<string> OrderKeys { get; } = ["name", "timestamp", "last_updated_timestamp"];

    protected override IReadOnlyList<string> NumericKeys { get; } = [];

    protected override string Translate(string key) => key == "timestamp" ? "last_updated_timestamp" : key;

    protected override SearchField Name(string text, IReadOnlyList<string> keys) =>
        ReferenceEquals(keys, OrderKeys) && !keys.Contains(text)
            ? throw SearchErrors.Order($"Invalid order by key '{text}' specified. Valid keys are '{Set(["name", "timestamp"])}'")
            : base.Name(text, keys);
}
