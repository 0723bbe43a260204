namespace Assay.Tracking.Client;

/// <summary>Journals that processes left: killed ones, and those that ended while their target was away.</summary>
public static class TrackingJournal
{
    /// <summary>How names of journals end.</summary>
    public const string Ending = ".journal";

    /// <summary>The journals in a folder, oldest first; none when there is no such folder.</summary>
    public static IReadOnlyList<string> Find(string folder) =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, $"*{Ending}").Order(StringComparer.Ordinal)] : [];

    /// <summary>Sends what is left of a journal; runs whose process died are ended as interrupted. A journal that was taken whole is deleted.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Of them artifacts, token and network are used.</param>
    /// <param name="target">Another target than the journal names; everything is sent to it from the beginning.</param>
    /// <param name="cancellation">Stops between two parts.</param>
    /// <exception cref="AssayException">
    /// <c>tracking.journal-in-use</c>, <c>tracking.journal-foreign</c>, and those of the target; what was taken before is remembered.
    /// </exception>
    public static JournalReport Send(
        string path, TrackingClientOptions? options = null, string? target = null, CancellationToken cancellation = default)
    {
        options ??= new TrackingClientOptions();
        using var file = JournalFile.Open(Path.GetFullPath(path));
        if (Destination(file, options, target) is not { } opened)
        {
            file.Dispose();
            Delete(file.Path);
            return new JournalReport(file.Path, target ?? "") { Finding = file.Finding, Deleted = true };
        }

        using var sender = new JournalSender(file, SyncTarget.Of(opened, options, cancellation), options.Warn, payload => file.Append([payload]));
        sender.Recall();
        SendAll(sender, cancellation);
        EndLeft(file, sender, options.Clock ?? TimeProvider.System);
        SendAll(sender, cancellation);
        var report = new JournalReport(file.Path, opened.Target)
        {
            Runs = sender.Runs,
            Points = sender.Points,
            Finding = file.Finding,
            Refusals = sender.Refusals,
            Deleted = sender.Refusals.Count == 0,
        };
        if (report.Deleted)
        {
            file.Dispose();
            Delete(file.Path);
        }

        return report;
    }

    internal static ObjectFolder FilesOf(string journal) => new(Path.ChangeExtension(journal, ".files"));

    // Without the journal the files are nobody's, so it goes last.
    internal static void Delete(string journal) => StoreErrors.Guard(journal, () =>
    {
        var files = FilesOf(journal).Root;
        if (Directory.Exists(files))
        {
            Directory.Delete(files, recursive: true);
        }

        File.Delete(journal);
        return true;
    });

    // Null when the process died before it had written anything.
    private static JournalTexts.Opened? Destination(JournalFile file, TrackingClientOptions options, string? target)
    {
        JournalTexts.Opened? opened = null;
        var reader = file.Reader();
        while (reader.Read(file.End, out var record))
        {
            opened = record.Kind == JournalKind.Opened ? JournalTexts.Read<JournalTexts.Opened>(record) : opened;
        }

        if (opened is null || target is null)
        {
            return opened is null ? null : opened with { Artifacts = options.Artifacts ?? opened.Artifacts };
        }

        var other = JournalTexts.Opened.By(target, options);
        if (other.Target != opened.Target)
        {
            file.Append([JournalTexts.Of(other)]);
        }

        return other;
    }

    private static void SendAll(JournalSender sender, CancellationToken cancellation)
    {
        do
        {
            cancellation.ThrowIfCancellationRequested();
        }
        while (sender.SendNext());
    }

    private static void EndLeft(JournalFile file, JournalSender sender, TimeProvider clock)
    {
        foreach (var run in sender.Unended().ToArray())
        {
            file.Append([JournalTexts.Of(new JournalTexts.Ended(run, RunStatus.Interrupted, clock.GetUtcNow(), "Its process died before it ended this run."))]);
        }
    }
}
