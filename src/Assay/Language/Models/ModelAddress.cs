namespace Assay.Language.Models;

/// <summary>Models by address: the word before the colon says how it is reached.</summary>
internal static class ModelAddress
{
    /// <summary>Opens a model: <c>local:FILE</c>, <c>completions:MODEL@URL</c> or <c>openai:MODEL@URL</c>.</summary>
    /// <param name="address">The address.</param>
    /// <param name="key">A key for models behind an address, sent and not kept; null sends none.</param>
    /// <exception cref="AssayException"><c>usage.model</c> for an address nobody knows.</exception>
    public static LanguageModel Open(string address, string? key = null)
    {
        var colon = address.IndexOf(':', StringComparison.Ordinal);
        var (kind, rest) = colon < 0 ? (address, "") : (address[..colon], address[(colon + 1)..]);
        var at = rest.IndexOf('@', StringComparison.Ordinal);
        return kind switch
        {
            "local" when rest.Length > 0 => LocalModel.Read(rest),
            "completions" or "openai" when at > 0 && Uri.TryCreate(rest[(at + 1)..], UriKind.Absolute, out var url) => new HttpModel(rest[..at], url, kind == "openai", Client(key)),
            _ => throw new AssayException("usage.model", $"There is no model \"{address}\": expected local:FILE (a model in the format of llama2.c), completions:MODEL@URL or openai:MODEL@URL, the URL up to /v1."),
        };
    }

    private static HttpClient Client(string? key)
    {
        var client = new HttpClient { Timeout = TimeSpan.FromMinutes(10) };
        if (!string.IsNullOrEmpty(key))
        {
            client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        }

        return client;
    }
}
