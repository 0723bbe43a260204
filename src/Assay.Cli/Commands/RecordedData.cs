using Assay.Tracking;
using Assay.Tracking.Versions;

namespace Assay.Cli.Commands;

/// <summary>The data of a recorded run, as it was then: the files themselves where they have not changed, versions of the store where they have.</summary>
internal sealed class RecordedData : IDisposable
{
    private readonly List<string> changes = [];
    private string? folder;

    private RecordedData(IReadOnlyList<string> command) => Command = command;

    /// <summary>The run's command, a changed file's name replaced by that of the version checked out.</summary>
    public IReadOnlyList<string> Command { get; private set; }

    /// <summary>What is not as it was, one sentence each.</summary>
    public IReadOnlyList<string> Changes => changes;

    /// <summary>Looks at the run's files and gets back what changed.</summary>
    /// <param name="store">The store the run is in.</param>
    /// <param name="run">The run.</param>
    /// <param name="from">The folder it was started in.</param>
    public static RecordedData Of(Store store, RunRecord run, string from)
    {
        var data = new RecordedData(run.Command);
        var versions = new DataVersions(store);
        foreach (var input in run.Inputs.DistinctBy(i => i.Digest))
        {
            data.Look(versions, input, from);
        }

        return data;
    }

    /// <summary>Removes what was checked out.</summary>
    public void Dispose()
    {
        if (folder is not null)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The word of the command that is the input's file: its name is the input's, with an ending.
    private void Look(DataVersions versions, RunInput input, string from)
    {
        var word = Command.FirstOrDefault(w => !w.StartsWith('-') && (Path.GetFileName(w) == input.Name || Path.GetFileName(w).StartsWith(input.Name + ".", StringComparison.Ordinal)));
        if (word is null)
        {
            return;
        }

        var now = DataVersions.FingerprintOf(Path.GetFullPath(word, from));
        if (now == input.Digest)
        {
            return;
        }

        var state = now is null ? $"{word} is gone or no table any more" : $"{word} has other cells ({input.Digest[..Math.Min(12, input.Digest.Length)]} became {now[..12]})";
        if (versions.Find(input.Digest) is not { } version)
        {
            changes.Add($"data: {state}, and the store has no version of what it was; keep one with assay data add before a run");
            return;
        }

        folder ??= Directory.CreateTempSubdirectory("assay-reproduce-").FullName;
        var path = Path.Combine(folder, Path.GetFileName(word));
        versions.Checkout(version, path);
        Command = [.. Command.Select(w => w == word ? path : w)];
        changes.Add($"data: {state}; version {version} of the store was used, which is what it was");
    }
}
