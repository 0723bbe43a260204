namespace Assay.Evaluation.Models;

/// <summary>A folder that <c>assay develop</c> wrote.</summary>
[Named("assay-folder")]
internal sealed class FolderFormat : ModelFormat
{
    /// <inheritdoc/>
    public override string Description => "a model folder of assay develop";

    /// <inheritdoc/>
    public override bool Recognises(string source, ReadOnlySpan<byte> start) => Directory.Exists(source);

    /// <inheritdoc/>
    public override EvaluatedModel Open(string source, ModelSourceOptions options) => new FolderModel(PackagedModel.Load(source));
}
