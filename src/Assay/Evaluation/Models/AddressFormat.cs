namespace Assay.Evaluation.Models;

/// <summary>A server that takes rows by HTTP.</summary>
[Named("http")]
internal sealed class AddressFormat : ModelFormat
{
    /// <inheritdoc/>
    public override string Description => "an address, http://... or https://..., that takes rows as JSON";

    /// <inheritdoc/>
    public override bool Recognises(string source, ReadOnlySpan<byte> start) =>
        source.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || source.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override EvaluatedModel Open(string source, ModelSourceOptions options) =>
        Uri.TryCreate(source, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? new HttpModel(address!, options)
            : throw new AssayException("usage.address", $"\"{source}\" is no address. Give one such as http://localhost:8080/score.");
}
