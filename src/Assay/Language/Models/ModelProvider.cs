namespace Assay.Language.Models;

/// <summary>One way to reach a model, found by the word before the colon of its address: one file a way.</summary>
internal abstract class ModelProvider
{
    /// <summary>How an address of this kind is written, for messages.</summary>
    public abstract string Form { get; }

    /// <summary>Opens a model.</summary>
    /// <param name="address">What stands behind the colon, taken apart.</param>
    /// <param name="connection">Where keys come from, time limits.</param>
    /// <returns>Null when the address is not of this form.</returns>
    public abstract LanguageModel? Open(ModelAddress address, ModelConnection connection);

    /// <summary>Opens a model of embeddings; null where this way has none.</summary>
    public virtual EmbeddingModel? OpenEmbeddings(ModelAddress address, ModelConnection connection) => null;

    /// <summary>The header that carries a key taken from a variable; none when the variable is empty.</summary>
    protected static Dictionary<string, string> Bearer(ModelConnection connection, string variable) =>
        connection.Variable(variable) is { Length: > 0 } key ? new() { ["Authorization"] = $"Bearer {key}" } : [];
}
