namespace Assay.Evaluation.Models;

/// <summary>An XGBoost model saved as JSON or UBJSON, scored by our own code.</summary>
[Named("xgboost")]
internal sealed class XgboostFormat : ModelFormat
{
    /// <inheritdoc/>
    public override string Description => "an XGBoost model saved as .json or .ubj";

    /// <inheritdoc/>
    public override bool Recognises(string source, ReadOnlySpan<byte> start) =>
        start.Length > 2 && start[0] == '{' && (start.IndexOf("\"learner\""u8) >= 0 || start.IndexOf("learner{"u8) >= 0);

    /// <inheritdoc/>
    public override EvaluatedModel Open(string source, ModelSourceOptions options)
    {
        var name = Path.GetFileName(source);
        return new TreeModel(name, XgboostFile.Read(ModelBytes.Of(source), name), options);
    }
}
