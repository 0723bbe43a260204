using System.Text.Json;

namespace Assay.Development.Report;

/// <summary>Enumeration members and counts in words.</summary>
public static class Spelled
{
    /// <summary><c>OrderedCode</c> as <c>ordered code</c>.</summary>
    public static string Of(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()).Replace('-', ' ');

    /// <summary>The inner folds: <c>5 folds</c>, or <c>5 folds dealt 4 times</c>.</summary>
    public static string FoldsOf(SplitSummary split) =>
        split.Repeats > 1 ? $"{split.Folds / split.Repeats} folds dealt {split.Repeats} times" : $"{split.Folds} folds";
}
