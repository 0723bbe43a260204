using System.Text;

namespace Assay.Tracking.Import;

/// <summary>TensorBoard's event files: each folder that holds some is a run, its files merged by time.</summary>
/// <remarks>Scalars become metrics, texts files, hyper-parameters parameters; images, histograms, audio and graphs are left out.</remarks>
[Named("tensorboard")]
internal sealed class TensorBoardSource : RunSource
{
    private const string Mark = "tfevents";

    internal override bool Recognises(string path) => Files(path).Any();

    internal override IEnumerable<SourceRun> Read(string path, ImportOptions options, ImportLog log)
    {
        var root = Path.GetFullPath(path);
        var experiment = Path.GetFileName(Path.TrimEndingDirectorySeparator(Directory.Exists(root) ? root : Path.GetDirectoryName(root)!));
        foreach (var folder in Files(root).GroupBy(Path.GetDirectoryName).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(Directory.Exists(root) ? root : folder.Key!, folder.Key!).Replace(Path.DirectorySeparatorChar, '/');
            if (Run(experiment, name == "." ? experiment : name, [.. folder.Order(StringComparer.Ordinal)], log) is { } run)
            {
                yield return run;
            }
        }
    }

    private static IEnumerable<string> Files(string path)
    {
        if (File.Exists(path))
        {
            return Path.GetFileName(path).Contains(Mark, StringComparison.Ordinal) ? [path] : [];
        }

        return FilesIn(path).Where(f => Path.GetFileName(f.Path).Contains(Mark, StringComparison.Ordinal)).Select(f => f.Path);
    }

    // The id follows from the first event, which stays the same while a run goes on, and from the name, which tells runs of one moment apart.
    private static SourceRun? Run(string experiment, string name, string[] files, ImportLog log)
    {
        var first = First(files);
        if (first is null)
        {
            return null;
        }

        var content = new EventRun(files, log);
        return new SourceRun
        {
            Id = IdOf(first.Time, $"tensorboard\n{name}\n{first.Seconds:R}"),
            Experiment = experiment,
            Name = name,
            Started = first.Time,
            Ended = () => content.Last,
            Points = content.Points(),
            Texts = () => new RunBatch { Parameters = content.Parameters, Tags = new Dictionary<string, string> { ["assay.imported-from"] = "tensorboard" } },
            Files = () => content.Texts.Select(t => (t.Key, (Action<Stream>)(target => target.Write(Encoding.UTF8.GetBytes(t.Value))))),
        };
    }

    // Files that hold damage or nothing are told when they are read as a whole.
    private static EventRecord? First(string[] files)
    {
        EventRecord? first = null;
        foreach (var path in files)
        {
            using var file = new EventFile(path, new ImportLog());
            if (EventRun.Read(file, file.Next(), new ImportLog()) is { Seconds: > 0 } found && (first is null || found.Seconds < first.Seconds))
            {
                first = found;
            }
        }

        return first;
    }
}
