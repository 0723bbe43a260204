using System.Globalization;
using Assay.Data;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Assay.Tracking.Import;

/// <summary>Texts as MLflow writes them into files and columns.</summary>
internal static class MlflowTexts
{
    private const long LongestYaml = 1 << 20;
    private const long LongestText = 1 << 20;

    /// <summary>The scalars of a YAML file, those one level down as <c>outer/inner</c>; nothing in it makes an object, tags and deeper parts are left out. Null when it cannot be read.</summary>
    internal static Dictionary<string, string>? Yaml(string path, ImportLog log)
    {
        try
        {
            if (!File.Exists(path) || new FileInfo(path).Length > LongestYaml)
            {
                log.Add($"{path}: expected a file of at most {LongestYaml >> 20} MB.");
                return null;
            }

            if (YamlTree.Roots(File.ReadAllText(path)) is [YamlMappingNode top])
            {
                var inner = top.Children.Where(c => c is { Key: YamlScalarNode, Value: YamlMappingNode })
                    .SelectMany(c => Scalars((YamlMappingNode)c.Value).Select(s => (Key: $"{c.Key}/{s.Key}", s.Value)));
                return Scalars(top).Concat(inner).DistinctBy(s => s.Key).ToDictionary(s => s.Key, s => s.Value);
            }

            log.Add($"{path}, line 1: expected one YAML mapping.");
        }
        catch (YamlException error)
        {
            log.Add($"{path}, line {error.Start.Line}: this is not YAML ({error.InnerException?.Message ?? error.Message}).");
        }

        return null;
    }

    /// <summary>The texts of a folder that holds a file a name; what is too large is told and left out.</summary>
    internal static Dictionary<string, string> InFolder(string folder, ImportLog log)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, path) in MlflowSource.Named(folder, log))
        {
            if (Text(path, log) is { } text)
            {
                texts[name] = text;
            }
        }

        return texts;
    }

    /// <summary>A whole small file as text; null, and told, when it is too large.</summary>
    internal static string? Text(string path, ImportLog log)
    {
        if (new FileInfo(path).Length <= LongestText)
        {
            return File.ReadAllText(path);
        }

        log.Add($"{path}: expected at most {LongestText >> 20} MB of text.");
        return null;
    }

    /// <summary>A number as Python writes it.</summary>
    internal static double? Number(string text) => text.ToLowerInvariant() switch
    {
        "nan" or "-nan" => double.NaN,
        "inf" or "infinity" or "+inf" => double.PositiveInfinity,
        "-inf" or "-infinity" => double.NegativeInfinity,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null,
    };

    /// <summary>A time in milliseconds since 1970; null when it is none that there can be.</summary>
    internal static DateTimeOffset? Time(string? text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milliseconds)
        && milliseconds is >= 0 and < 253_402_300_800_000 ? Portable.Time(milliseconds) : null;

    /// <summary>Status by number (files) or name (databases).</summary>
    internal static RunStatus Status(string? text) => text switch
    {
        "3" or "FINISHED" => RunStatus.Finished,
        "4" or "FAILED" => RunStatus.Failed,
        _ => RunStatus.Interrupted,
    };

    /// <summary>Why a run of that status did not end as meant.</summary>
    internal static string? Error(string? status) =>
        status is "1" or "2" or "RUNNING" or "SCHEDULED" ? "It was still running when it was imported." : null;

    /// <summary>Whether the text is an id of MLflow's form, which is Assay's too.</summary>
    internal static bool IsId(string text) => text.Length == 32 && text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));

    private static IEnumerable<(string Key, string Value)> Scalars(YamlMappingNode node) => node.Children
        .Where(c => c is { Key: YamlScalarNode, Value: YamlScalarNode })
        .Select(c => (((YamlScalarNode)c.Key).Value ?? "", Plain((YamlScalarNode)c.Value)));

    private static string Plain(YamlScalarNode node) =>
        node is { Style: ScalarStyle.Plain, Value: null or "null" or "~" } ? "" : node.Value ?? "";
}
