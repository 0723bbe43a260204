using System.CommandLine;
using Assay.Cli.Frame;
using Assay.Tracking;
using Assay.Tracking.Versions;

namespace Assay.Cli.Commands;

/// <summary>Keeps versions of files, folders and tables.</summary>
[Named("data add")]
internal sealed class DataAddCommand : AssayCommand
{
    private readonly Argument<string[]> paths = new("path") { Description = "Files, folders or tables; each becomes a version of its own", HelpName = "PATH", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> name = new("--name") { Description = "What the line of versions is called; the file's or folder's name when not given", HelpName = "NAME" };
    private readonly Option<string[]> key = TableOptions.Columns("--key", "Columns of a table that together name a row, for later diffs");
    private readonly Option<string> message = new("--message") { Description = "A remark", HelpName = "TEXT", DefaultValueFactory = _ => "" };
    private readonly Option<string> store = CommonOptions.Store();
    private readonly Option<string?> artifacts = CommonOptions.Artifacts();

    /// <inheritdoc/>
    public override string Summary => "Keep a version of files, folders or tables";

    /// <inheritdoc/>
    public override string Details =>
        "Content is kept once: a second version of a table takes the room of the rows that changed, a folder's the room of the files that changed, a large file's that of its changed parts. "
        + "Nothing is kept when nothing changed. Files whose size, times and inode are as they were are not read again.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("assay data add loans.csv", "the first version is loans.csv@1"),
        new("assay data add images --name pets --message \"second batch\"", "a folder under another name"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Symbol> Symbols => [paths, name, key, message, store, artifacts];

    /// <inheritdoc/>
    public override Task<ExitCode> RunAsync(Invocation call)
    {
        if (call.Get(name) is not null && call.Get(paths).Length > 1)
        {
            throw new AssayException("usage.name", "--name names one line of versions. Add the paths one by one, each with its --name.");
        }

        using var opened = Store.Open(call.Get(store), call.Get(artifacts));
        var versions = new DataVersions(opened);
        var options = new DataAddOptions { Name = call.Get(name), Key = TableOptions.Split(call.Get(key)), Message = call.Get(message), Cancellation = call.Cancellation };
        var added = call.Get(paths).Select(path => versions.Add(path, options)).ToList();
        if (call.Json)
        {
            call.WriteJson(added);
            return Task.FromResult(ExitCode.Success);
        }

        Listing.Write(call, DataText.Headings, added.Select(a => DataText.Row(a.Version, a.Unchanged ? "unchanged" : "added")));
        return Task.FromResult(ExitCode.Success);
    }
}
