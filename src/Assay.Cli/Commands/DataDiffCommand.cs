using System.CommandLine;
using Assay.Cli.Frame;
using Assay.Cli.Rendering;
using Assay.Data;
using Assay.Evaluation.Differences;
using Assay.Evaluation.Models;
using Assay.Tracking;
using Assay.Tracking.Versions;

namespace Assay.Cli.Commands;

/// <summary>In what two tables differ.</summary>
[Named("data diff")]
internal sealed class DataDiffCommand : AssayCommand
{
    private readonly Argument<string> first = new("a") { Description = "The table before: a file, NAME@VERSION or NAME (its newest) of the store, or the beginning of a digest", HelpName = "A" };
    private readonly Argument<string> second = new("b") { Description = "The table after, named the same ways", HelpName = "B" };
    private readonly Option<string[]> key = TableOptions.Columns("--key", "Columns that together name a row; found and tested when not given");
    private readonly Option<string?> target = new("--target") { Description = "The column that is predicted: its balance, relabelled rows and shared content are told", HelpName = "COL" };
    private readonly Option<string?> split = new("--split") { Description = "The column that says which part a row is in: moves and rows in two parts are told", HelpName = "COL" };
    private readonly Option<string?> model = new("--model") { Description = "A model folder, file, address or command: predictions that flip are told", HelpName = "MODEL" };
    private readonly Option<int> sample = new("--sample") { Description = "Changed, added and removed rows shown, each at most so many", HelpName = "N", DefaultValueFactory = _ => 10 };
    private readonly Option<string?> patch = new("--patch") { Description = "Also write a patch that makes B of A, byte by byte, for assay data apply", HelpName = "FILE" };
    private readonly Option<string?> markdown = CommonOptions.Markdown();
    private readonly Option<string> store = CommonOptions.Store();
    private readonly Option<string?> artifacts = CommonOptions.Artifacts();

    /// <inheritdoc/>
    public override string Summary => "Show in what two tables differ: schema, rows, cells, distributions, meaning";

    /// <inheritdoc/>
    public override string Details =>
        "Five levels: identity (every cell, in order and in any order), schema (columns added, removed, renamed, of another type), rows by key (added, removed, changed, with the cells), "
        + "distributions by column (flagged where they moved by more than 0.05 and more than chance), and what it means for training (--target, --split, --model).\n\n"
        + "Without --key a column or a pair of columns whose cells are all different is found; where there is none, rows are compared as a multiset. Keys that are not unique are told and never merged. "
        + "JSON is at most 64 KB.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("assay data diff loans-may.csv loans-june.csv", "what changed between two files"),
        new("assay data diff loans.csv@1 loans.csv@latest --target default", "two versions of the store, and the balance of labels"),
        new("assay data diff a.csv b.csv --patch ab.patch", "also an exact patch"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Symbol> Symbols => [first, second, key, target, split, model, sample, patch, markdown, store, artifacts];

    /// <inheritdoc/>
    public override Task<ExitCode> RunAsync(Invocation call)
    {
        if (call.Get(sample) < 0)
        {
            throw new AssayException("usage.value", $"--sample must be at least 0, not {call.Get(sample)}.");
        }

        var (patchFile, page) = (OutputFile.Of(call, patch), OutputFile.Of(call, markdown));
        using var opened = NeedsStore(call.Get(first), call.Get(second)) ? Store.OpenExisting(call.Get(store), call.Get(artifacts)) : null;
        var versions = opened is null ? null : new DataVersions(opened);
        using var judged = call.Get(model) is { } source ? ModelSource.Open(source, new ModelSourceOptions()) : null;
        var (before, after) = (DataSide.Of(call.Get(first), versions), DataSide.Of(call.Get(second), versions));
        var diff = Compare(versions, (before, after), new DataDiffOptions
        {
            Key = TableOptions.Split(call.Get(key)),
            Target = call.Get(target),
            Split = call.Get(split),
            Sample = call.Get(sample),
            Model = judged,
            Read = new ReadOptions { Target = call.Get(target) },
            Cancellation = call.Cancellation,
        });
        if (patchFile is not null)
        {
            WithFiles(versions, (before, after), (one, two) => Folder.WriteFile(patchFile.Path, file => TablePatch.Write(one, two, file)));
        }

        page?.Write(DataDiffPage.Markdown(diff));
        call.Output.WriteLine(call.Json ? BoundedJson.Of(diff) : DataDiffPage.Text(diff, call.Surroundings.Width));
        return Task.FromResult(ExitCode.Success);
    }

    /// <summary>Whether a table is named that is no file, but may be a version.</summary>
    internal static bool NeedsStore(params string[] named) => named.Any(n => !File.Exists(n) && (n.Contains('@') || !Path.HasExtension(n)));

    private static DataDiff Compare(DataVersions? versions, (DataSide First, DataSide Second) sides, DataDiffOptions options)
    {
        if (versions is not null && sides is ({ Version: { } one }, { Version: { } two }))
        {
            return DataDiff.Between(versions, one, two, options);
        }

        DataDiff? diff = null;
        WithFiles(versions, sides, (first, second) => diff = DataDiff.Between(first, second, options));
        return diff! with { First = diff!.First with { Name = Path.GetFileName(sides.First.Name) }, Second = diff.Second with { Name = Path.GetFileName(sides.Second.Name) } };
    }

    private static void WithFiles(DataVersions? versions, (DataSide First, DataSide Second) sides, Action<string, string> work)
    {
        using var one = sides.First.Version is { } version ? new CheckedOutTable(versions!, version) : null;
        using var two = sides.Second.Version is { } other ? new CheckedOutTable(versions!, other) : null;
        work(one?.Path ?? sides.First.Name, two?.Path ?? sides.Second.Name);
    }
}
