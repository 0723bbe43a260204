using Assay.Language.Asking;
using Assay.Language.Models;
using Assay.Language.Programs;
using Assay.Language.Python;
using Assay.Language.Scoring;
using Assay.Language.Tasks;

namespace Assay.Language.Runs;

/// <summary>Benchmarks in lm-evaluation-harness' task files: listed, rendered, run.</summary>
public static class LanguageTasks
{
    /// <summary>Everything below a folder that has a name, and why files could not be read.</summary>
    public static (IReadOnlyList<LanguageTaskInfo> Tasks, IReadOnlyList<(string Path, string Reason)> Unread) List(string path)
    {
        var folder = TaskFolder.Read(path);
        return ([.. folder.Entries.Select(Describe)], folder.Unread);
    }

    /// <summary>The prompts of tasks, exactly as a model gets them, as one JSON document.</summary>
    public static string Render(LanguageRunOptions options)
    {
        var data = new TaskData(options.Data);
        var tasks = new List<object?>();
        foreach (var settings in TaskSelection.Of(TaskFolder.Read(options.Path), options.Tasks).Tasks)
        {
            tasks.Add(Guarded(settings.Name, () => Rendered(new LanguageTask(settings, data.Rows), options)));
        }

        return PythonJson.Dump(new PythonDictionary { ["tasks"] = tasks }, ascii: false, indent: 2);
    }

    /// <summary>Asks a model and scores what it answers; writes the harness' result and sample files when asked to.</summary>
    /// <returns>The results document as JSON.</returns>
    public static async Task<string> RunAsync(LanguageRunOptions options, TimeProvider clock, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        using var model = options.Client is { } client ? new ChatClientModel(client) : ModelAddress.Open(options.Model, new ModelConnection { Variable = options.Variable, Clock = clock });
        var data = new TaskData(options.Data);
        var selection = TaskSelection.Of(TaskFolder.Read(options.Path), options.Tasks);
        var place = options.Out is { } folder ? ResultFiles.Place(folder, model.Name) : null;
        using var journal = Journal(options, place);
        using var samples = place is null ? null : new SampleFiles(place);
        var asker = new Asker(model, journal, options.Asking, clock);
        var run = new LanguageRun(asker, data.Rows)
        {
            Shots = options.Shots,
            Limit = options.Limit,
            BootstrapIterations = options.BootstrapIterations,
            Style = new PromptStyle { System = options.System, IsChat = options.IsChat, IsMultiTurn = options.IsChat, Seed = options.Seed },
            Sampling = options.Sampling,
            Sampled = samples is null ? null : samples.Add,
        };
        try
        {
            var results = await run.RunAsync(selection, cancellation);
            ResultFiles.Complete(results, options, model.Name, clock.GetElapsedTime(started));
            ResultFiles.Account(results, asker.Progress(0));
            if (place is not null)
            {
                var now = clock.GetLocalNow();
                samples!.Complete(ResultFiles.Time(now));
                ResultFiles.Write(place, results, now);
            }

            return PythonJson.Dump(results, ascii: false, indent: 2);
        }
        catch (PythonException wrong)
        {
            throw new AssayException("data.task-fault", $"A task could not be run on its data: {wrong.Message}", wrong);
        }
    }

    private static AnswerJournal Journal(LanguageRunOptions options, string? place) =>
        (options.Journal ?? (place is null ? null : System.IO.Path.Combine(place, "answers.jsonl"))) is { } path ? AnswerJournal.Open(path)
        : options.Asking.IsReplay ? throw new AssayException("usage.journal-missing", "Scoring again without asking the model needs the answers of an earlier run. Give its folder with --out, or its file with --journal.")
        : new AnswerJournal();

    private static LanguageTaskInfo Describe(TaskEntry entry)
    {
        if (entry.Kind is TaskKind.Group or TaskKind.Tag)
        {
            return new LanguageTaskInfo(entry.Name, entry.Kind == TaskKind.Group ? "group" : "tag", "", "", "");
        }

        if (entry.Kind == TaskKind.Python)
        {
            return new LanguageTaskInfo(entry.Name, "task", "", "refused", "a Python class");
        }

        try
        {
            var settings = new TaskSettings(entry.Settings);
            var missing = settings.Hooks.Where(h => TaskPorts.Find(h.Hook) is null).Select(h => h.Hook.Function).Distinct().ToList();
            var reason = settings.Get("doc_to_image") is not null || settings.Get("doc_to_audio") is not null ? "needs images or sound"
                : settings.IsUnsafe && ProgramSandbox.Missing is not null ? "runs what a model writes as a program, and there is no sandbox: install bubblewrap"
                : "";
            var status = reason.Length > 0 ? "refused" : missing.Count > 0 ? "needs-port" : "runnable";
            if (status == "runnable")
            {
                _ = new TaskMetrics(settings).Names.Select(n => n).ToList();
            }

            return new LanguageTaskInfo(entry.Name, "task", settings.OutputType, status, reason.Length > 0 ? reason : missing.Count > 0 ? $"Python: {string.Join(", ", missing)}" : "");
        }
        catch (AssayException wrong)
        {
            return new LanguageTaskInfo(entry.Name, "task", "", "refused", wrong.Message[(wrong.Code.Length + 2)..]);
        }
    }

    private static PythonDictionary Rendered(LanguageTask task, LanguageRunOptions options)
    {
        var shots = task.Settings.Shots == 0 ? 0 : options.Shots ?? task.Settings.Shots ?? 0;
        var maker = new PromptMaker(task, new PromptStyle { Shots = shots, System = options.System, IsChat = options.IsChat, IsMultiTurn = options.IsChat, Seed = options.Seed });
        var documents = task.Documents.Take(options.Limit ?? int.MaxValue).Select(object? (d, i) => RenderedDocument(task, maker, d, i, options.IsChat)).ToList();
        return new PythonDictionary { ["task"] = task.Settings.Name, ["output_type"] = task.Settings.OutputType, ["num_fewshot"] = (long)shots, ["documents"] = documents };
    }

    private static PythonDictionary RenderedDocument(LanguageTask task, PromptMaker maker, PythonDictionary document, int at, bool isChat)
    {
        var made = new PythonDictionary { ["doc_id"] = (long)at };
        if (task.Settings.OutputType == "loglikelihood_rolling")
        {
            made["text"] = task.Target(document);
            return made;
        }

        var prompts = maker.Next(document);
        if (isChat)
        {
            var messages = prompts.Select(object? (p) => p.Messages!.Select(object? (m) => new PythonDictionary { ["role"] = m.Role, ["content"] = m.Content }).ToList()).ToList();
            made["messages"] = task.HasSeveralInputs ? messages : messages[0];
            made["add_generation_prompt"] = !prompts[0].ContinuesLast;
        }
        else
        {
            made["context"] = task.HasSeveralInputs ? prompts.Select(object? (p) => p.Text).ToList() : prompts[0].Text;
        }

        if (task.Settings.OutputType == "generate_until")
        {
            made["gen_kwargs"] = task.Settings.Generation;
        }
        else
        {
            made["continuations"] = TaskRequests.Continuations(task, document, prompts, isChat).Select(object? (r) => r.Continuation).ToList();
        }

        if (task.Settings.Get("doc_to_choice") is not null)
        {
            made["choices"] = task.Choices(document);
        }

        made["target"] = task.Target(document);
        return made;
    }

    private static PythonDictionary Guarded(string name, Func<PythonDictionary> make)
    {
        try
        {
            return make();
        }
        catch (PythonException wrong)
        {
            throw new AssayException("data.task-fault", $"Task \"{name}\" does not fit its data: {wrong.Message}", wrong);
        }
    }
}
