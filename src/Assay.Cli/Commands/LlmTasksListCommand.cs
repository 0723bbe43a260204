using System.CommandLine;
using Assay.Cli.Frame;
using Assay.Language.Runs;

namespace Assay.Cli.Commands;

/// <summary>Lists the benchmarks of a folder.</summary>
[Named("llm tasks list")]
internal sealed class LlmTasksListCommand : AssayCommand
{
    private readonly Option<string> path = LanguageOptions.Path();

    public override string Summary => "List the tasks, groups and tags of a folder, and which can be run";

    public override string Details =>
        "Reads every .yaml below the folder, with includes, as lm-evaluation-harness does. A task is runnable, needs a port of a Python "
        + "function it names, or is refused with the reason.";

    public override IReadOnlyList<Example> Examples => [new("assay llm tasks list --path lm_eval/tasks", "a checkout of the harness")];

    public override IReadOnlyList<Symbol> Symbols => [path];

    public override Task<ExitCode> RunAsync(Invocation call)
    {
        var (tasks, unread) = LanguageTasks.List(call.Get(path));
        if (call.Json)
        {
            call.WriteJson(new
            {
                Counts = tasks.Where(t => t.Kind == "task").GroupBy(t => t.Status).ToDictionary(g => g.Key, g => g.Count()),
                Tasks = tasks,
                Unread = unread.Select(u => new { u.Path, u.Reason }),
            });
            return Task.FromResult(ExitCode.Success);
        }

        Listing.Write(call, ["name", "kind", "output", "status", "reason"], tasks.Select(t => (string[])[t.Name, t.Kind, t.OutputType, t.Status, t.Reason]));
        foreach (var (file, reason) in unread)
        {
            call.Messages.WriteLine($"not read: {file}: {reason}");
        }

        return Task.FromResult(ExitCode.Success);
    }
}
