namespace Assay.Tracking.Registry;

/// <summary>Errors of the model registry, in MLflow's words because its clients show them.</summary>
internal static class RegistryErrors
{
    internal static AssayException NoModel(string name) => new("store.model-missing", $"Registered Model with name={name} not found");

    internal static AssayException NoVersion(string name, object version) =>
        new("store.model-version-missing", $"Model Version (name={name}, version={version}) not found");

    internal static AssayException Taken(string name) => new("store.model-exists", $"Registered Model (name={name}) already exists.");

    internal static AssayException Invalid(string message) => new("store.model-invalid", message);
}
