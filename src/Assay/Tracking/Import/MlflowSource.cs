namespace Assay.Tracking.Import;

/// <summary>MLflow's own stores: a folder <c>mlruns</c>, or an SQLite database.</summary>
[Named("mlflow")]
internal sealed class MlflowSource : RunSource
{
    private static ReadOnlySpan<byte> SqliteName => "SQLite format 3\0"u8;

    internal override bool Recognises(string path) =>
        Directory.Exists(path) ? MlflowFolder.Root(path) is not null : IsDatabase(path);

    internal override IEnumerable<SourceRun> Read(string path, ImportOptions options, ImportLog log)
    {
        if (IsDatabase(path))
        {
            return MlflowDatabase.Read(path, options, log);
        }

        return MlflowFolder.Root(path) is { } root ? MlflowFolder.Read(root, log) : throw new AssayException(
            "import.not-mlflow", $"{path} is neither an MLflow folder (mlruns, with a meta.yaml in each experiment) nor an SQLite database.");
    }

    internal override IEnumerable<SourceModel> Models(string path, ImportLog log) =>
        IsDatabase(path) ? MlflowDatabase.Models(path) : MlflowModels.Read(Path.Combine(MlflowFolder.Root(path)!, "models"), log);

    /// <summary>Parents before their parts; a parent that is not there, or a circle, is left to the tag that names it.</summary>
    internal static IEnumerable<SourceRun> ParentsFirst(IReadOnlyList<SourceRun> runs)
    {
        var known = runs.DistinctBy(r => r.Id).ToDictionary(r => r.Id);
        var done = new HashSet<string>();
        foreach (var run in known.Values)
        {
            var line = new Stack<SourceRun>();
            var seen = new HashSet<string>();
            for (var next = run; next is not null && !done.Contains(next.Id) && seen.Add(next.Id); next = next.ParentId is { } id ? known.GetValueOrDefault(id) : null)
            {
                line.Push(next);
            }

            while (line.TryPop(out var next))
            {
                var parent = next.ParentId is { } id && done.Contains(id) ? id : null;
                done.Add(next.Id);
                yield return next with { ParentId = parent };
            }
        }
    }

    internal override IEnumerable<SourceExperiment> Experiments(string path, ImportLog log) =>
        IsDatabase(path) ? MlflowDatabase.Experiments(path) : MlflowFolder.Experiments(MlflowFolder.Root(path)!, log);

    internal static IEnumerable<(string Name, Action<Stream> Write)> Artifacts(string folder, ImportLog log)
    {
        TellLinks(folder, log);
        return FilesIn(folder).Select(f => (f.Name, Copy(f.Path)));
    }

    /// <summary>Files below a folder by the name they have in it: MLflow keeps names with slashes as folders.</summary>
    internal static IEnumerable<(string Name, string Path)> Named(string folder, ImportLog log)
    {
        TellLinks(folder, log);
        return FilesIn(folder);
    }

    private static bool IsDatabase(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        Span<byte> start = stackalloc byte[SqliteName.Length];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual(SqliteName);
    }
}
