namespace Assay.Language.Models;

/// <summary>A model by address: <c>KIND:MODEL</c> or <c>KIND:MODEL@URL</c>.</summary>
/// <param name="Rest">Everything behind the first colon.</param>
/// <param name="Model">What is before the last @ with an address behind it.</param>
/// <param name="Url">The address; null when there is none.</param>
internal sealed record ModelAddress(string Rest, string Model, Uri? Url)
{
    /// <summary>Opens a model.</summary>
    /// <exception cref="AssayException"><c>usage.model</c> for an address nobody knows.</exception>
    public static LanguageModel Open(string address, ModelConnection connection)
    {
        var (provider, rest) = Split(address);
        return provider?.Open(rest, connection) ?? throw Unknown(address);
    }

    /// <summary>Opens a model of embeddings.</summary>
    /// <exception cref="AssayException"><c>usage.model</c> for an address nobody knows, or one that has no embeddings.</exception>
    public static EmbeddingModel OpenEmbeddings(string address, ModelConnection connection)
    {
        var (provider, rest) = Split(address);
        return provider?.OpenEmbeddings(rest, connection)
            ?? throw new AssayException("usage.model", $"There is no model of embeddings \"{address}\": expected openai:MODEL@URL or ollama:MODEL.");
    }

    private static (ModelProvider? Provider, ModelAddress Parts) Split(string address)
    {
        var colon = address.IndexOf(':', StringComparison.Ordinal);
        var (kind, rest) = colon < 0 ? (address, "") : (address[..colon], address[(colon + 1)..]);
        var at = rest.LastIndexOf("@http", StringComparison.OrdinalIgnoreCase);
        Uri? url = null;
        var has = at > 0 && Uri.TryCreate(rest[(at + 1)..], UriKind.Absolute, out url) && url.Scheme is "http" or "https";
        var provider = Catalogue<ModelProvider>.FindOrNull(kind);
        return (rest.Length > 0 ? provider : null, new ModelAddress(rest, has ? rest[..at] : rest, has ? url : null));
    }

    private static AssayException Unknown(string address) =>
        new("usage.model", $"There is no model \"{address}\": expected {string.Join(", ", Catalogue<ModelProvider>.All.Select(p => p.Form))}; a URL goes up to /v1 where the provider has it.");
}
