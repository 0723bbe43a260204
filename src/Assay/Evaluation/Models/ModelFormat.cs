namespace Assay.Evaluation.Models;

/// <summary>A kind of place a model can come from. One file each, found by its kebab-case name.</summary>
public abstract class ModelFormat
{
    /// <summary>The kebab-case name, for example <c>lightgbm</c>.</summary>
    public string Name => Catalogue<ModelFormat>.NameOf(GetType());

    /// <summary>What it is and how it is recognised, as a short phrase for people.</summary>
    public abstract string Description { get; }

    /// <summary>Whether the source looks like one of these. At most one format says yes to a source.</summary>
    /// <param name="source">A path, an address or a command, as a user wrote it.</param>
    /// <param name="start">The first bytes of the file of that name, at most 4,096; empty when there is no such file.</param>
    public abstract bool Recognises(string source, ReadOnlySpan<byte> start);

    /// <summary>Opens the model. Nothing from a file is executed.</summary>
    /// <exception cref="AssayException"><c>model.…</c> when it cannot be read, <c>provider.…</c> when an outside program cannot be started, <c>usage.…</c> when the options do not fit.</exception>
    public abstract EvaluatedModel Open(string source, ModelSourceOptions options);
}
