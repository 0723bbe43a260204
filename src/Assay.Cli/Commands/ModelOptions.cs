using System.CommandLine;
using Assay.Cli.Frame;
using Assay.Data;
using Assay.Evaluation;
using Assay.Evaluation.Models;

namespace Assay.Cli.Commands;

/// <summary>The options that say what a model from outside does not say about itself.</summary>
internal sealed class ModelOptions
{
    private readonly Option<string[]> features = TableOptions.Columns("--features", "The columns the model takes, in its own order; the names in the model when not given");
    private readonly Option<string[]> classes = TableOptions.Columns("--classes", "The classes in the model's order; what the model says when not given");
    private readonly Option<string?> train = new("--train") { Description = "The table the model was trained on: gives the codes of its names, and baselines are fitted on it", HelpName = "FILE" };
    private readonly Option<string> httpFormat = CommonOptions.Choice("--http-format", "How rows are wrapped for an address", "rows", "rows", "instances", "dataframe-split");
    private readonly Option<string> rows = CommonOptions.Choice("--rows", "How a command gets its rows", "json-lines", "json-lines", "csv");
    private readonly Option<bool> oneBatch = new("--one-batch") { Description = "Start the command anew for every batch of rows: for programs that read everything before they answer" };
    private readonly Option<int?> batchRows = new("--batch-rows") { Description = "Rows sent together; 1000 when not given", HelpName = "N" };
    private readonly Option<string> kind = CommonOptions.Choice("--kind", "What the model's numbers mean; found out when not given", "automatic", "automatic", "probability", "score", "label");
    private readonly Option<TimeSpan> timeOut = CommonOptions.Duration("--time-out", "The longest silence of a command or an address", "60s");

    /// <summary>All of them, for a command's list.</summary>
    public IReadOnlyList<Symbol> Symbols => [features, classes, kind, train, httpFormat, rows, oneBatch, batchRows, timeOut];

    /// <summary>The table the model was trained on; null when it was not named.</summary>
    public string? Train(Invocation call) => call.Get(train);

    /// <summary>What was typed.</summary>
    /// <param name="call">The command line.</param>
    /// <param name="table">How the training table is read.</param>
    /// <param name="threads">Threads a model may use.</param>
    public ModelSourceOptions Read(Invocation call, ReadOptions table, int threads)
    {
        var told = new ModelSourceOptions
        {
            Features = TableOptions.Split(call.Get(features)),
            Classes = TableOptions.Split(call.Get(classes)),
            HttpFormat = Enum.Parse<HttpFormat>(call.Get(httpFormat).Replace("-", "", StringComparison.Ordinal), ignoreCase: true),
            Rows = Enum.Parse<RowFormat>(call.Get(rows).Replace("-", "", StringComparison.Ordinal), ignoreCase: true),
            Kind = call.Get(kind) is "automatic" ? null : Enum.Parse<PredictionKind>(call.Get(kind), ignoreCase: true),
            Life = call.Get(oneBatch) ? CommandLife.OneBatch : CommandLife.Kept,
            BatchRows = call.Get(batchRows) is { } given ? AtLeastOne(given) : new ModelSourceOptions().BatchRows,
            TimeOut = call.Get(timeOut),
            Threads = threads,
        };
        // A model that says its own schema needs no codes, and its target may not be named.
        return Train(call) is { } path && table.Target is not null ? told.WithLevelsOf(Dataset.Read(path, table)) : told;
    }

    private int AtLeastOne(int rows) => rows >= 1 ? rows : throw new AssayException("usage.value", $"{batchRows.Name} must be at least 1, not {rows}.");
}
