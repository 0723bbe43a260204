using System.CommandLine;
using Assay.Cli.Frame;
using Assay.Cli.Rendering;
using Assay.Data;
using Assay.Evaluation;
using Assay.Evaluation.Slices;

namespace Assay.Cli.Commands;

/// <summary>Where a model does worse than elsewhere.</summary>
[Named("slices")]
internal sealed class SlicesCommand : AssayCommand
{
    private const int MostFindings = 50;

    private readonly Argument<string> data = new("data") { Description = "CSV, TSV, Parquet or JSON lines, gzip or not: one line a row that was predicted", HelpName = "DATA" };
    private readonly Option<string?> loss = new("--loss") { Description = "Column with the loss of each row: 0 or 1 for wrong, squared error, log loss", HelpName = "COL" };
    private readonly Option<string?> truth = new("--truth") { Description = "Column with the truth, instead of --loss", HelpName = "COL" };
    private readonly Option<string?> predicted = new("--predicted") { Description = "Column with the prediction: a class, the positive class's probability, or a number", HelpName = "COL" };
    private readonly Option<string> measure = CommonOptions.Choice("--measure", "Loss of truth and prediction; by their kind when not given", "automatic", ["automatic", .. RowLosses.Measures]);
    private readonly Option<string?> positive = new("--positive") { Description = "The positive class of a truth of two classes; inferred when not given", HelpName = "VALUE" };
    private readonly Option<string[]> features = TableOptions.Columns("--features", "Columns that may describe slices; all when not given");
    private readonly Option<string[]> drop = TableOptions.Columns("--drop", "Columns to leave out");
    private readonly Option<string?> weight = new("--weight") { Description = "Column of row weights", HelpName = "COL" };
    private readonly Option<int> top = AtLeastOne("--top", "With --raw, most slices; else findings shown, of at most 50 in JSON and Markdown, or of N where given", 10);
    private readonly Option<int> depth = AtLeastOne("--depth", "Most conditions of a slice", 3);
    private readonly Option<int?> minSupport = new("--min-support") { Description = "Fewest rows of a slice; one row in a hundred, at least 32, when not given", HelpName = "N" };
    private readonly Option<string> search = CommonOptions.Choice("--search", "Exact, or a beam for very wide tables", "automatic", "automatic", "exact", "beam");
    private readonly Option<string> control = CommonOptions.Choice("--control", "How false findings are held down", "automatic", "automatic", "permutation", "split-half", "false-discovery-rate");
    private readonly Option<double> level = new("--level") { Description = "Chance of any false finding", HelpName = "P", DefaultValueFactory = _ => 0.05 };
    private readonly Option<bool> signed = new("--signed") { Description = "The loss is a residual, truth less prediction: find slices off in either direction" };
    private readonly Option<bool> clusters = new("--clusters") { Description = "Also cluster the rows with the largest losses" };
    private readonly Option<string[]> clusterBy = TableOptions.Columns("--cluster-by", "Cluster by these columns, such as those of an embedding");
    private readonly Option<bool> raw = new("--raw") { Description = "SliceLine's definition on the values as they are, with no statistics" };
    private readonly Option<double> alpha = new("--alpha") { Description = "With --raw: how much error counts against size, 0 to 1", HelpName = "A", DefaultValueFactory = _ => 0.95 };
    private readonly Option<ulong> seed = CommonOptions.Seed();
    private readonly Option<int> threads = AtLeastOne("--threads", "Threads to use; the answer is the same at any number", Environment.ProcessorCount);
    private readonly Option<string?> markdown = CommonOptions.Markdown();

    public SlicesCommand()
    {
        minSupport.Validators.Add(result => Refuse(result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out var n) && n < 1, result, "--min-support must be at least 1."));
        level.Validators.Add(result => Refuse(result.Tokens.Count > 0 && double.TryParse(result.Tokens[0].Value, out var p) && !(p is > 0 and < 1), result, "--level must lie between 0 and 1, such as 0.05."));
    }

    /// <inheritdoc/>
    public override string Summary => "Find the slices of a table where a model does worse than elsewhere";

    /// <inheritdoc/>
    public override string Details =>
        "A slice is one to three (--depth) conditions, such as age in [25, 33) and state = NY. Every slice with enough rows is looked at. Only those are reported that stay significant after the search "
        + "(the chance of any false finding is at most --level); slices of mostly the same rows, and of neighbouring bins, are one finding; the difference is given as seen and corrected for having been picked.\n\n"
        + "Numbers and dates fall into at most ten bins; missing is a value of its own; free text, identifiers and constants are left out unless --features names them.\n\n"
        + "With --raw it is SliceLine's search, exact, on the values as they are, and nothing else.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("assay slices predictions.csv --truth income --predicted guess", "Where are more rows wrong than elsewhere?"),
        new("assay slices predictions.csv --loss error --drop id --markdown slices.md", "A column of losses made elsewhere; the findings for a pull request."),
        new("assay slices residuals.parquet --loss residual --signed", "Where are predictions too high or too low?"),
        new("assay slices encoded.csv --loss err --features age,job --raw --json", "SliceLine's definition, for another program."),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Symbol> Symbols =>
    [
        data, loss, truth, predicted, measure, positive, features, drop, weight, top, depth, minSupport, search, control, level, signed, clusters, clusterBy, raw, alpha, seed, threads, markdown,
    ];

    /// <inheritdoc/>
    public override Task<ExitCode> RunAsync(Invocation call)
    {
        CheckWords(call);
        var file = OutputFile.Of(call, markdown);
        var (read, table, lossName, notes) = Read(call);
        foreach (var note in notes)
        {
            call.Messages.WriteLine(note);
        }

        if (call.Get(raw))
        {
            var result = SliceLine.Search(table, RawOptions(call));
            SlicesText.Write(call, result);
            file?.Write(SlicesText.AsMarkdown(Path.GetFileName(call.Get(data)), result));
            return Task.FromResult(ExitCode.Success);
        }

        var options = Options(call) with { LossName = lossName };
        var findings = SliceFinder.Find(table, options);
        var regions = Regions(call, read, table);
        SlicesText.Write(call, (findings, regions), (call.Get(top), notes));
        file?.Write(SlicesText.AsMarkdown(Path.GetFileName(call.Get(data)), (findings, regions)));
        return Task.FromResult(ExitCode.Success);
    }

    private SliceLineOptions RawOptions(Invocation call) => new()
    {
        Alpha = call.Get(alpha),
        Top = call.Get(top),
        Depth = call.Get(depth),
        MinSupport = call.Get(minSupport),
        Threads = call.Get(threads),
    };

    private SliceOptions Options(Invocation call) => new()
    {
        // The strongest findings come first, and a weaker one that matters may be far down the list.
        Top = call.Has(top) ? call.Get(top) : MostFindings,
        Depth = call.Get(depth),
        MinSupport = call.Get(minSupport),
        Search = call.Get(search) switch { "exact" => SliceSearch.Exact, "beam" => SliceSearch.Beam, _ => SliceSearch.Automatic },
        Control = call.Get(control) switch
        {
            "permutation" => SliceControl.Permutation,
            "split-half" => SliceControl.SplitHalf,
            "false-discovery-rate" => SliceControl.FalseDiscoveryRate,
            _ => SliceControl.Automatic,
        },
        Level = call.Get(level),
        Side = call.Get(signed) ? SliceSide.Either : SliceSide.Worse,
        Seed = call.Get(seed),
        Threads = call.Get(threads),
        Cancellation = call.Cancellation,
    };

    // Null when they were not asked for.
    private IReadOnlyList<Slice>? Regions(Invocation call, Dataset read, SliceTable table)
    {
        var by = TableOptions.Split(call.Get(clusterBy));
        if (!call.Get(clusters) && by.Length == 0)
        {
            return null;
        }

        var names = by.Length > 0 ? by : [.. table.Columns.Select(c => c.Name)];
        var options = new ErrorClusterOptions { Level = call.Get(level), Seed = call.Get(seed), Threads = call.Get(threads), Cancellation = call.Cancellation };
        return ErrorClusters.Find([.. names.Select(name => ColumnOf(read, name))], table, options);
    }

    private static Column ColumnOf(Dataset read, string name) =>
        read.Columns.FirstOrDefault(c => c.Name == name)
        ?? throw new AssayException("data.column-missing", $"Column \"{name}\" of --cluster-by is not in {read.Name} (columns: {string.Join(", ", read.Columns.Select(c => c.Name))}).{Spelling.DidYouMean(name, read.Columns.Select(c => c.Name))}");

    private void CheckWords(Invocation call)
    {
        var (hasLoss, hasTruth, hasPredicted) = (call.Get(loss) is not null, call.Get(truth) is not null, call.Get(predicted) is not null);
        if (hasLoss == (hasTruth || hasPredicted) || hasTruth != hasPredicted)
        {
            throw new AssayException("usage.loss", "Say how wrong each row is: --loss COL, or --truth COL and --predicted COL, for example --truth income --predicted guess.");
        }

        if (call.Get(raw) && (call.Get(signed) || call.Get(clusters) || call.Has(clusterBy) || call.Get(weight) is not null))
        {
            throw new AssayException("usage.raw", "--raw is SliceLine's definition, which knows no signs, clusters or weights. Leave --signed, --clusters and --weight out, or --raw.");
        }

        if (!call.Get(raw) && call.Has(alpha))
        {
            throw new AssayException("usage.raw", "--alpha belongs to SliceLine's score. Add --raw, or leave --alpha out.");
        }
    }

    private (Dataset Read, SliceTable Table, string LossName, IReadOnlyList<string> Notes) Read(Invocation call)
    {
        var (wanted, unwanted) = (TableOptions.Split(call.Get(features)), TableOptions.Split(call.Get(drop)));
        var read = Table(call, new ReadOptions
        {
            Target = call.Get(loss) ?? call.Get(truth),
            Task = call.Get(loss) is null ? null : LearningTask.Regression,
            Positive = call.Get(positive),
            Drop = unwanted,
            Existing = call.Get(predicted) is { } name ? [name] : [],
            Weight = call.Get(weight),
            Threads = call.Get(threads),
        });
        var losses = call.Get(loss) is { } column
            ? new RowLosses(read.Target.ToArray(), $"mean {column}")
            : RowLosses.Of(read, call.Get(predicted)!, call.Get(measure) is "automatic" ? null : call.Get(measure));
        if (call.Get(predicted) is { } answer && wanted.Length == 0 && !call.Get(raw))
        {
            // "Wrong where the probability is near one half" says nothing of the rows.
            unwanted = [.. unwanted, .. PredictionFile.PartsOf([.. read.Columns.Select(c => c.Name)], new PredictionColumns { Truth = call.Get(truth), Predicted = answer })];
        }

        var (columns, notes) = call.Get(raw) ? (SliceColumns.AsGiven(read, wanted, unwanted), []) : SliceColumns.Of(read, wanted, unwanted);
        var telling = call.Get(raw) || wanted.Length > 0 ? [] : columns.Where(c => SliceColumns.SaysLoss(c, losses.Values)).ToList();
        (columns, notes) = ([.. columns.Except(telling)], [.. notes, .. telling.Select(c => $"{c.Name}: describes no slices, because it says the loss of every row.")]);
        return columns.Count > 0
            ? (read, new SliceTable(columns, losses.Values, read.Weights.ToArray()), losses.Name, [.. read.Notes, .. notes])
            : throw new AssayException("data.no-features", $"No column of {call.Get(data)} is left to describe slices by. {string.Join(' ', notes)}".TrimEnd());
    }

    // The reader's own advice is about tasks, which this command does not have.
    private Dataset Table(Invocation call, ReadOptions options)
    {
        try
        {
            return Dataset.Read(call.Get(data), options);
        }
        catch (AssayException text) when (text.Code == "data.target-not-number" && call.Get(loss) is { } column)
        {
            throw new AssayException(text.Code, $"Column \"{column}\" of {Path.GetFileName(call.Get(data))} holds texts, but a loss is a number: 0 or 1 for right or wrong, a squared error, a log loss. Give a column of numbers with --loss, or --truth and --predicted.", text);
        }
    }

    private static Option<int> AtLeastOne(string name, string description, int unlessGiven)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => unlessGiven };
        option.Validators.Add(result => Refuse(result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out var n) && n < 1, result, $"{name} must be at least 1."));
        return option;
    }

    private static void Refuse(bool wrong, System.CommandLine.Parsing.OptionResult result, string message)
    {
        if (wrong)
        {
            result.AddError(message);
        }
    }
}
