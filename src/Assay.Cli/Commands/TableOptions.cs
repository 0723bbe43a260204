using System.CommandLine;
using System.Globalization;
using Assay.Cli.Frame;
using Assay.Data;

namespace Assay.Cli.Commands;

/// <summary>The options that say how a labelled table is read, shared by commands that read one.</summary>
internal sealed class TableOptions
{
    private readonly Option<string> target = new("--target") { Description = "The column to predict", HelpName = "COL", Required = true };
    private readonly Option<string?> task = new("--task") { Description = "binary, multiclass or regression; inferred when not given", HelpName = "TASK" };
    private readonly Option<string?> positive = new("--positive") { Description = "The positive class of a binary task; inferred when not given", HelpName = "VALUE" };
    private readonly Option<string[]> drop = Columns("--drop", "Columns to leave out");
    private readonly Option<string[]> categorical = Columns("--categorical", "Columns whose numbers are names");
    private readonly Option<string[]> text = Columns("--text", "Columns of free text");
    private readonly Option<string[]> existing = Columns("--existing", "Columns with an existing system's answer, baselines to beat");
    private readonly Option<string[]> human = Columns("--human", "Columns with a person's answer, baselines to beat");
    private readonly Option<string[]> missing = MissingTexts();
    private readonly Option<string?> weight = new("--weight") { Description = "Column of row weights", HelpName = "COL" };
    private readonly Option<string?> id = new("--id") { Description = "Column that names the rows", HelpName = "COL" };

    /// <summary><c>--group</c>.</summary>
    public Option<string?> Group { get; } = new("--group") { Description = "Column of the entity a row belongs to: no entity is on both sides of a split", HelpName = "COL" };

    /// <summary><c>--time</c>.</summary>
    public Option<string?> Time { get; } = new("--time") { Description = "Column of time: trained on the past, tested on what came after", HelpName = "COL" };

    /// <summary>All of them, for a command's list.</summary>
    public IReadOnlyList<Symbol> Symbols => [target, task, positive, drop, categorical, text, missing, weight, Group, Time, id, existing, human];

    /// <summary>What was typed, as read options.</summary>
    public ReadOptions Read(Invocation call, int threads) => new()
    {
        Target = call.Get(target),
        Task = call.Get(task) is { } word ? TaskOf(word) : null,
        Positive = call.Get(positive),
        Drop = Split(call.Get(drop)),
        Categorical = Split(call.Get(categorical)),
        Text = Split(call.Get(text)),
        Existing = [.. Split(call.Get(existing)), .. Split(call.Get(human))],
        Weight = call.Get(weight),
        Group = call.Get(Group),
        Time = call.Get(Time),
        Id = call.Get(id),
        Missing = Markers(call, missing),
        Threads = threads,
    };

    /// <summary>An option that takes names of columns.</summary>
    public static Option<string[]> Columns(string name, string description) => new(name)
    {
        Description = description + "; several with commas or by giving it again",
        HelpName = "COL,COL",
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>The names typed for such an option.</summary>
    public static string[] Split(string[]? typed) =>
        [.. (typed ?? []).SelectMany(t => t.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    /// <summary><c>--missing</c>.</summary>
    public static Option<string[]> MissingTexts() => new("--missing")
    {
        Description = "Texts that mean no value instead of ?, NA, N/A, #N/A, null, NaN; \"\" for none but the empty cell, where a class is called NA",
        HelpName = "TEXT,TEXT",
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>The texts typed for it; null when it was not typed.</summary>
    /// <exception cref="AssayException"><c>usage.missing-number</c>.</exception>
    public static IReadOnlyList<string>? Markers(Invocation call, Option<string[]> option)
    {
        if (!call.Has(option))
        {
            return null;
        }

        var texts = Split(call.Get(option));
        return Array.Find(texts, t => double.TryParse(t, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)) is { } number
            ? throw new AssayException("usage.missing-number", $"{option.Name} takes texts; {number} is a number. Make those cells empty.")
            : texts;
    }

    /// <summary>The task a word names.</summary>
    public static LearningTask TaskOf(string word) => Enum.TryParse<LearningTask>(word, ignoreCase: true, out var task) && !int.TryParse(word, out _)
        ? task
        : throw new AssayException(
            "usage.task-unknown", $"There is no task \"{word}\".{Spelling.DidYouMean(word, ["binary", "multiclass", "regression"])} Known: binary, multiclass, regression.");
}
