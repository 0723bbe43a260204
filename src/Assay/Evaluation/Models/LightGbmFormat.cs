namespace Assay.Evaluation.Models;

/// <summary>A LightGBM text model, scored by our own code.</summary>
[Named("lightgbm")]
internal sealed class LightGbmFormat : ModelFormat
{
    /// <inheritdoc/>
    public override string Description => "a LightGBM text model (save_model)";

    /// <inheritdoc/>
    public override bool Recognises(string source, ReadOnlySpan<byte> start) => start.StartsWith("tree\n"u8) || start.StartsWith("tree\r\n"u8);

    /// <inheritdoc/>
    public override EvaluatedModel Open(string source, ModelSourceOptions options)
    {
        var name = Path.GetFileName(source);
        return new TreeModel(name, LightGbmFile.Read(ModelBytes.Text(source), name), options);
    }
}
