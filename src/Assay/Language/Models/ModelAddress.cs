namespace Assay.Language.Models;

/// <summary>Models by address: the word before the colon says how it is reached.</summary>
internal static class ModelAddress
{
    /// <summary>Opens a model.</summary>
    /// <exception cref="AssayException"><c>usage.model</c> for an address nobody knows.</exception>
    public static LanguageModel Open(string address)
    {
        var colon = address.IndexOf(':', StringComparison.Ordinal);
        var (kind, rest) = colon < 0 ? (address, "") : (address[..colon], address[(colon + 1)..]);
        return kind switch
        {
            "local" when rest.Length > 0 => LocalModel.Read(rest),
            _ => throw new AssayException("usage.model", $"There is no model \"{address}\": expected local:FILE, a model in the format of llama2.c."),
        };
    }
}
