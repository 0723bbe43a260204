namespace Assay.Tracking;

/// <summary>Addresses of artifacts as clients are told them. They are texts to hand out: nothing here or in the server opens one.</summary>
internal static class ArtifactAddress
{
    /// <summary>The root when none was given: clients go through the server.</summary>
    internal const string Default = "mlflow-artifacts:/";

    /// <summary>The address with a path appended; a query or fragment stays at the end.</summary>
    internal static string Append(string address, string path)
    {
        var end = address.IndexOfAny(['?', '#']);
        var (front, rest) = end < 0 ? (address, "") : (address[..end], address[end..]);
        return $"{front}{(front.EndsWith('/') ? "" : "/")}{path}{rest}";
    }
}
