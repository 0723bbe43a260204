namespace Assay.Evaluation.Checks;

/// <summary>Where the settings of a check stand in a suite file.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Line">The line the check begins on.</param>
/// <param name="Lines">The line of each setting, by name.</param>
internal sealed record SuitePlace(string File, long Line, IReadOnlyDictionary<string, long> Lines)
{
    /// <summary>The place of a setting, or of the check where the file does not hold it: <c>suite.yaml, line 12</c>.</summary>
    public string Of(string? setting) => $"{Before}{(setting is not null && Lines.TryGetValue(setting, out var line) ? line : Line)}";

    /// <summary>Whether a message says already where in this file.</summary>
    public bool IsNamed(string message) => message.Contains(Before, StringComparison.Ordinal);

    private string Before => $"{File}, line ";
}
