using System.Globalization;

namespace Assay.Tracking.Import;

/// <summary>Reads the registered models of MLflow's file store: <c>models/NAME</c> with meta.yaml, tags, aliases and a folder <c>version-N</c> each.</summary>
/// <remarks>Source: mlflow/store/model_registry/file_store.py.</remarks>
internal static class MlflowModels
{
    private const string VersionFolder = "version-";

    internal static IEnumerable<SourceModel> Read(string root, ImportLog log)
    {
        foreach (var folder in Folders(root).Where(f => File.Exists(Path.Combine(f, "meta.yaml"))))
        {
            if (MlflowTexts.Yaml(Path.Combine(folder, "meta.yaml"), log) is not { } meta)
            {
                continue;
            }

            yield return new SourceModel(meta.GetValueOrDefault("name") is { Length: > 0 } name ? name : Path.GetFileName(folder))
            {
                Description = meta.GetValueOrDefault("description", ""),
                Created = MlflowTexts.Time(meta.GetValueOrDefault("creation_timestamp")) ?? DateTimeOffset.UnixEpoch,
                Updated = MlflowTexts.Time(meta.GetValueOrDefault("last_updated_timestamp")) ?? DateTimeOffset.UnixEpoch,
                Tags = MlflowTexts.InFolder(Path.Combine(folder, "tags"), log),
                Aliases = MlflowTexts.InFolder(Path.Combine(folder, "aliases"), log)
                    .Where(a => int.TryParse(a.Value.Trim(), out _))
                    .ToDictionary(a => a.Key, a => int.Parse(a.Value.Trim(), CultureInfo.InvariantCulture)),
                Versions = [.. Folders(folder).Select(f => Version(f, log)).OfType<SourceModelVersion>().OrderBy(v => v.Version)],
            };
        }
    }

    private static SourceModelVersion? Version(string folder, ImportLog log)
    {
        var name = Path.GetFileName(folder);
        if (!name.StartsWith(VersionFolder, StringComparison.Ordinal)
            || !int.TryParse(name[VersionFolder.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || MlflowTexts.Yaml(Path.Combine(folder, "meta.yaml"), log) is not { } meta
            || meta.GetValueOrDefault("current_stage") == "Deleted_Internal")
        {
            return null;
        }

        return new SourceModelVersion(number)
        {
            Description = meta.GetValueOrDefault("description", ""),
            Created = MlflowTexts.Time(meta.GetValueOrDefault("creation_timestamp")) ?? DateTimeOffset.UnixEpoch,
            Updated = MlflowTexts.Time(meta.GetValueOrDefault("last_updated_timestamp")) ?? DateTimeOffset.UnixEpoch,
            Stage = meta.GetValueOrDefault("current_stage") is { Length: > 0 } stage ? stage : "None",
            Source = meta.GetValueOrDefault("source", ""),
            RunId = meta.GetValueOrDefault("run_id") is { Length: > 0 } run ? run : null,
            Tags = MlflowTexts.InFolder(Path.Combine(folder, "tags"), log),
        };
    }

    private static IEnumerable<string> Folders(string folder) => !Directory.Exists(folder) ? [] : Directory.EnumerateDirectories(
        folder, "*", new EnumerationOptions { AttributesToSkip = FileAttributes.ReparsePoint }).Order(StringComparer.Ordinal);
}
