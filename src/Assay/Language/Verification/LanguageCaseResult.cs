namespace Assay.Language.Verification;

/// <summary>How one reference case went.</summary>
/// <param name="File">The case file.</param>
/// <param name="Id">The case.</param>
/// <param name="Difference">What differs; null when it passed.</param>
public sealed record LanguageCaseResult(string File, string Id, string? Difference);
