using System.CommandLine;
using Assay.Cli.Frame;
using Assay.Evaluation.Differences;
using Assay.Tracking;
using Assay.Tracking.Versions;

namespace Assay.Cli.Commands;

/// <summary>Applies a patch of <c>data diff</c>.</summary>
[Named("data apply")]
internal sealed class DataApplyCommand : AssayCommand
{
    private readonly Argument<string> table = new("a") { Description = "The table the patch was made from: a file, or NAME@VERSION of the store", HelpName = "A" };
    private readonly Argument<string> patch = new("patch") { Description = "The patch", HelpName = "PATCH" };
    private readonly Option<string> output = new("--output") { Description = "Where to; it must be free", HelpName = "FILE", Required = true };
    private readonly Option<string> store = CommonOptions.Store();
    private readonly Option<string?> artifacts = CommonOptions.Artifacts();

    /// <inheritdoc/>
    public override string Summary => "Make the second table of a diff from the first and a patch, byte by byte";

    /// <inheritdoc/>
    public override string Details => "Both tables are checked against the digests in the patch; nothing is written when one differs.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples => [new("assay data apply a.csv ab.patch --output b.csv", "b.csv as it was when assay data diff a.csv b.csv --patch ab.patch ran"), new("assay data apply a.csv@1 ab.patch --output b.csv", "from a version of the store")];

    /// <inheritdoc/>
    public override IReadOnlyList<Symbol> Symbols => [table, patch, output, store, artifacts];

    /// <inheritdoc/>
    public override Task<ExitCode> RunAsync(Invocation call)
    {
        using var opened = DataDiffCommand.NeedsStore(call.Get(table)) ? Store.OpenExisting(call.Get(store), call.Get(artifacts)) : null;
        var versions = opened is null ? null : new DataVersions(opened);
        var side = DataSide.Of(call.Get(table), versions);
        using var kept = side.Version is { } version ? new CheckedOutTable(versions!, version) : null;
        var from = kept?.Path ?? side.Name;
        foreach (var path in (string[])[from, call.Get(patch)])
        {
            if (!File.Exists(path))
            {
                throw new AssayException("data.file-missing", $"There is no file \"{path}\".");
            }
        }

        var target = call.Get(output);
        if (File.Exists(target) || Directory.Exists(target))
        {
            throw new AssayException("data.output-exists", $"\"{target}\" is there already. Give a path that is free; nothing is ever overwritten.");
        }

        Folder.WriteFile(target, file =>
        {
            using var first = File.OpenRead(from);
            using var steps = new BufferedStream(File.OpenRead(call.Get(patch)), 1 << 16);
            TablePatch.Apply(first, steps, file);
        });
        if (call.Json)
        {
            call.WriteJson(new { output = target, bytes = new FileInfo(target).Length });
        }
        else
        {
            call.Output.WriteLine($"{target} is written and has the digest the patch names");
        }

        return Task.FromResult(ExitCode.Success);
    }
}
