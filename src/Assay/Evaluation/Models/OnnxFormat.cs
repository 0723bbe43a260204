namespace Assay.Evaluation.Models;

/// <summary>An ONNX file, scored by ONNX Runtime.</summary>
[Named("onnx")]
internal sealed class OnnxFormat : ModelFormat
{
    /// <inheritdoc/>
    public override string Description => "an ONNX file (.onnx)";

    /// <summary>Protocol buffers have no mark of their own, so the name decides.</summary>
    /// <inheritdoc/>
    public override bool Recognises(string source, ReadOnlySpan<byte> start) => start.Length > 0 && source.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override EvaluatedModel Open(string source, ModelSourceOptions options) => new OnnxModel(source, options);
}
