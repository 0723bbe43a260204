namespace Assay.Evaluation.Models;

/// <summary>A program that reads rows and writes predictions.</summary>
[Named("command")]
internal sealed class CommandFormat : ModelFormat
{
    private const string Prefix = "command:";

    /// <inheritdoc/>
    public override string Description => "command:PROGRAM ARGUMENTS, which reads rows and writes a line for each";

    /// <inheritdoc/>
    public override bool Recognises(string source, ReadOnlySpan<byte> start) => source.StartsWith(Prefix, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override EvaluatedModel Open(string source, ModelSourceOptions options)
    {
        var command = source.StartsWith(Prefix, StringComparison.Ordinal) ? source[Prefix.Length..] : source;
        return new CommandModel(command.Trim(), CommandWords.Split(command), options);
    }
}
