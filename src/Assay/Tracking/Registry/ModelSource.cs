namespace Assay.Tracking.Registry;

/// <summary>Follows a source that names another model to where that model's files are. Nothing is opened.</summary>
internal static class ModelSource
{
    private const string Scheme = "models:/";

    /// <summary>The address behind <c>models:/NAME/VERSION</c>, <c>models:/NAME@ALIAS</c> or <c>models:/LOGGED-MODEL-ID</c>; any other source as it is.</summary>
    /// <exception cref="AssayException"><c>store.model-version-missing</c>, <c>store.model-missing</c>, <c>store.logged-model-missing</c>.</exception>
    internal static string Follow(Session session, string source)
    {
        if (!source.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return source;
        }

        var name = source[Scheme.Length..].TrimStart('/');
        var slash = name.LastIndexOf('/');
        if (slash > 0)
        {
            return RegistryReader.Version(session, name[..slash], RegistryRules.Version(name[(slash + 1)..])).Location;
        }

        var at = name.LastIndexOf('@');
        if (at > 0)
        {
            var alias = RegistryReader.Model(session, name[..at]).Aliases.FirstOrDefault(a => a.Key == name[(at + 1)..]);
            return alias.Key is null
                ? throw RegistryErrors.Invalid($"Registered model alias {name[(at + 1)..]} not found.")
                : RegistryReader.Version(session, name[..at], alias.Value).Location;
        }

        return session.Query(
            "SELECT artifact_uri FROM logged_models WHERE id = @id AND deleted_at IS NULL", row => row.GetString(0), ("@id", name)) is [var location]
            ? location
            : throw new AssayException("store.logged-model-missing", $"Logged model with ID '{name}' not found.");
    }
}
