using Assay.Server.Messages;

namespace Assay.Server.Registry;

/// <summary>Lists of keys and values in requests.</summary>
internal static class Tags
{
    internal static readonly Message Pair = new(Field.Text("key"), Field.Text("value"));

    /// <summary>The pairs of a field made with <see cref="Pair"/>.</summary>
    internal static IReadOnlyList<KeyValuePair<string, string>> Of(Input input, string name) =>
        [.. input.Groups(name).Select(t => KeyValuePair.Create(t.Text("key"), t.Text("value")))];
}
