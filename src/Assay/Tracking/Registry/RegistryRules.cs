using System.Text.RegularExpressions;

namespace Assay.Tracking.Registry;

/// <summary>What names, tags, aliases and stages of the registry may be.</summary>
internal static partial class RegistryRules
{
    private const int LongestKey = 250;
    private const int LongestValue = 5000;
    private const int LongestAlias = 255;

    private static readonly string[] Stages = ["None", "Staging", "Production", "Archived"];

    /// <exception cref="AssayException"><c>store.model-invalid</c>.</exception>
    internal static void CheckName(string name)
    {
        if (name.Length == 0)
        {
            throw RegistryErrors.Invalid("Registered model name cannot be empty.");
        }
    }

    /// <summary>The number of a version.</summary>
    /// <exception cref="AssayException"><c>store.model-invalid</c>.</exception>
    internal static long Version(string text) => long.TryParse(text.Trim(), out var version)
        ? version
        : throw RegistryErrors.Invalid($"Model version must be an integer, got '{text}'");

    /// <exception cref="AssayException"><c>store.model-invalid</c>.</exception>
    internal static void CheckTag(string kind, string key, string value)
    {
        CheckTagName(key);
        CheckLength($"{kind} key", key, LongestKey);
        CheckLength($"{kind} value", value, LongestValue);
    }

    /// <exception cref="AssayException"><c>store.model-invalid</c>.</exception>
    internal static void CheckAlias(string alias)
    {
        if (alias.Length == 0)
        {
            throw RegistryErrors.Invalid("Registered model alias name cannot be empty.");
        }

        if (!AliasForm().IsMatch(alias))
        {
            throw RegistryErrors.Invalid(
                $"Invalid alias name: '{alias}'. Names may only contain alphanumerics, underscores (_), and dashes (-).");
        }

        CheckLength("Registered model alias name", alias, LongestAlias);
        CheckReserved(alias);
        if (VersionForm().IsMatch(alias))
        {
            throw RegistryErrors.Invalid($"Version alias name '{alias}' is reserved.");
        }
    }

    /// <exception cref="AssayException"><c>store.model-invalid</c>.</exception>
    internal static void CheckReserved(string alias)
    {
        if (alias.Equals("latest", StringComparison.OrdinalIgnoreCase))
        {
            throw RegistryErrors.Invalid("'latest' alias name (case insensitive) is reserved.");
        }
    }

    /// <summary>The stage meant, whatever its capitals.</summary>
    /// <exception cref="AssayException"><c>store.model-invalid</c>.</exception>
    internal static string Stage(string stage) => Stages.FirstOrDefault(s => s.Equals(stage, StringComparison.OrdinalIgnoreCase))
        ?? throw RegistryErrors.Invalid($"Invalid Model Version stage: {stage}. Value must be one of {string.Join(", ", Stages)}.");

    /// <exception cref="AssayException"><c>store.model-invalid</c>.</exception>
    internal static void CheckTagName(string key)
    {
        if (!NameForm().IsMatch(key))
        {
            throw RegistryErrors.Invalid(
                $"Invalid tag name: '{key}'. Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), and slashes (/).");
        }
    }

    private static void CheckLength(string what, string text, int longest)
    {
        if (text.Length > longest)
        {
            throw RegistryErrors.Invalid($"{what} '{text[..Math.Min(text.Length, 250)]}' had length {text.Length}, which exceeded length limit of {longest}");
        }
    }

    [GeneratedRegex(@"^[\w\-]*$")]
    private static partial Regex AliasForm();

    [GeneratedRegex(@"^[vV]\d+$")]
    private static partial Regex VersionForm();

    [GeneratedRegex(@"^[/\w.\- ]*$")]
    private static partial Regex NameForm();
}
