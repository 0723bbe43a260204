using System.CommandLine;
using Assay.Cli.Frame;
using Assay.Data;
using Assay.Evaluation;

namespace Assay.Cli.Commands;

/// <summary>The options that say how files of predictions, and the labelled rows beside them, are read.</summary>
internal sealed class PredictionOptions
{
    private readonly Option<string?> target = new("--target") { Description = "The column of the labelled rows with the truth", HelpName = "COL" };
    private readonly Option<string?> truth = new("--truth") { Description = "Column with the truth; found by name (truth, y_true, target, label ...) when not given", HelpName = "COL" };
    private readonly Option<string?> predicted = new("--predicted") { Description = "Column with the predicted class or value; found by name when not given", HelpName = "COL" };
    private readonly Option<string?> score = new("--score") { Description = "Column with the probability or score of the positive class; found by name when not given", HelpName = "COL" };
    private readonly Option<string?> id = new("--id") { Description = "Column that names the row; rows go by their number when there is none", HelpName = "COL" };
    private readonly Option<string?> group = new("--group") { Description = "Column of the entity a row belongs to: intervals draw whole entities", HelpName = "COL" };
    private readonly Option<string?> time = new("--time") { Description = "Column of time: intervals draw whole blocks of time", HelpName = "COL" };
    private readonly Option<string?> weight = new("--weight") { Description = "Column of row weights", HelpName = "COL" };
    private readonly Option<string?> task = new("--task") { Description = "binary, multiclass or regression; inferred when not given", HelpName = "TASK" };
    private readonly Option<string?> positive = new("--positive") { Description = "The positive class of a binary task; inferred when not given", HelpName = "VALUE" };

    private readonly Option<string[]> missing = TableOptions.MissingTexts();

    /// <summary>Where runs are recorded.</summary>
    public Option<string> Store { get; } = CommonOptions.Store();

    /// <summary>Files beside the store.</summary>
    public Option<string?> Artifacts { get; } = CommonOptions.Artifacts();

    /// <summary>All of them, for a command's list.</summary>
    public IReadOnlyList<Symbol> Symbols => [target, truth, predicted, score, id, group, time, weight, task, positive, missing, Store, Artifacts];

    /// <summary>What was typed.</summary>
    /// <param name="call">The command line.</param>
    /// <param name="data">The file of labelled rows; null when there is none.</param>
    /// <param name="threads">Threads a reader may use.</param>
    public JudgedSystemOptions Read(Invocation call, string? data, int threads)
    {
        LearningTask? known = call.Get(task) is { } word ? TableOptions.TaskOf(word) : null;
        var columns = new PredictionColumns
        {
            Truth = call.Get(truth),
            Predicted = call.Get(predicted),
            Score = call.Get(score),
            Id = call.Get(id),
            Group = call.Get(group),
            Time = call.Get(time),
            Weight = call.Get(weight),
            Task = known,
            Positive = call.Get(positive),
            Missing = TableOptions.Markers(call, missing),
            Threads = threads,
        };
        var rows = new ReadOptions { Target = call.Get(target), Task = known, Positive = columns.Positive, Id = columns.Id, Group = columns.Group, Time = columns.Time, Weight = columns.Weight, Missing = columns.Missing, Threads = threads };
        // Labelled rows hold group, time and weight; a file joined to them needs none of its own.
        var joined = data is not null && rows.Target is not null;
        return new JudgedSystemOptions(joined ? columns with { Truth = null, Group = null, Time = null, Weight = null } : columns, data, rows)
        {
            Store = call.Get(Store),
            Artifacts = call.Get(Artifacts),
        };
    }
}
