namespace Assay.Cli.Frame;

/// <summary>One line for the examples of a help text.</summary>
/// <param name="CommandLine">As typed, beginning with <c>assay</c>.</param>
/// <param name="Does">What it does, in a few words.</param>
internal sealed record Example(string CommandLine, string Does);
