using Assay.Language.Python;
using Assay.Language.Tasks;

namespace Assay.Language.Verification;

/// <summary>Compares prompts and what belongs to them with cases.</summary>
internal static class PromptChecks
{
    public static PromptStyle Style(PythonDictionary run) => new()
    {
        Shots = PythonOperators.ToIndex(run["num_fewshot"]),
        System = run["system_instruction"] as string,
        IsChat = run["chat"] is true,
        IsMultiTurn = run["multiturn"] is true,
    };

    // The cases write a hook as {"hook": name}; the task's folder is that of its file.
    public static PythonDictionary WithHooks(PythonDictionary settings)
    {
        var source = ((PythonDictionary)settings["metadata"]!).Text("config_source")!;
        var folder = source[..source.LastIndexOf('/')];
        var metadata = settings["metadata"];
        var made = (PythonDictionary)Hooked(settings, folder)!;
        made["metadata"] = metadata;
        return made;
    }

    public static object? Hooked(object? value, string folder)
    {
        switch (value)
        {
            case PythonDictionary { Count: 1 } d when d.Text("hook") is { } hook:
                return new TaskHook(hook, folder);
            case PythonDictionary d:
                var made = new PythonDictionary();
                foreach (var (key, inner) in d.Pairs)
                {
                    made[key] = Hooked(inner, folder);
                }

                return made;
            case List<object?> list:
                return list.Select(i => Hooked(i, folder)).ToList();
            default:
                return value;
        }
    }

    public static string? Differs(PythonDictionary one, IReadOnlyList<TaskPrompt> prompts)
    {
        if (!one.TryGet("messages", out var expected))
        {
            object? texts = prompts.Select(object? (p) => p.Text).ToList();
            return Compare("context", one["context"], one["context"] is string ? prompts[0].Text : texts);
        }

        var several = expected is List<object?> { Count: > 0 } list && list[0] is List<object?>;
        object? found = several ? prompts.Select(object? (p) => Messages(p)).ToList() : Messages(prompts[0]);
        return Compare("messages", expected, found)
            ?? Compare("add_generation_prompt", one["add_generation_prompt"], !prompts[0].ContinuesLast)
            ?? (one.TryGet("context", out var context) ? Compare("context", context, context is string ? Demonstration(prompts[0]) : prompts.Select(object? (p) => Demonstration(p)).ToList()) : null);
    }

    public static List<object?> Messages(TaskPrompt prompt) =>
        [.. prompt.Messages!.Select(m => new PythonDictionary { ["role"] = m.Role, ["content"] = m.Content })];

    // The template of the cases' README.
    public static string Demonstration(TaskPrompt prompt) =>
        string.Concat(prompt.Messages!.Select((m, i) => $"<|{m.Role}|>\n{m.Content}{(prompt.ContinuesLast && i == prompt.Messages!.Count - 1 ? "" : "<|end|>\n")}"))
        + (prompt.ContinuesLast ? "" : "<|assistant|>\n");

    public static string? Differs(PythonDictionary one, LanguageTask task, PythonDictionary document, bool chat)
    {
        foreach (var (key, expected) in one.Pairs)
        {
            object? found;
            switch (key)
            {
                case "continuations":
                    found = TaskRequests.Continuations(task, document, Enumerable.Repeat(new TaskPrompt("", null, false), task.HasSeveralInputs ? task.Choices(document).Count : 1).ToList(), chat)
                        .Select(object? (r) => r.Continuation).ToList();
                    break;
                case "choices":
                    found = task.Choices(document);
                    break;
                case "target" or "text":
                    found = task.Target(document);
                    break;
                case "gold_input":
                    found = task.Text(document);
                    break;
                case "gen_kwargs":
                    found = task.Settings.Generation;
                    break;
                case "gen_prefix":
                    found = task.Prefix(document);
                    break;
                case "decontamination_query" or "decontamination_query_error":
                    found = Error(() => task.DecontaminationQuery(document));
                    break;
                default:
                    continue;
            }

            if (Compare((string)key!, expected, found) is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    public static object? Error(Func<object?> act)
    {
        try
        {
            return act();
        }
        catch (PythonException wrong)
        {
            return wrong.Kind;
        }
    }

    public static string? Synthetic(PythonDictionary expected, LanguageTask task, PythonDictionary document, IReadOnlyList<TaskPrompt> prompts, bool chat)
    {
        if (expected.Contains("context") || expected.Contains("messages"))
        {
            if (Differs(expected, prompts) is { } difference)
            {
                return difference;
            }
        }

        var left = new PythonDictionary();
        foreach (var (key, value) in expected.Pairs.Where(p => p.Key is not "requests"))
        {
            left[key] = value;
        }

        if (Differs(left, task, document, chat) is { } other)
        {
            return other;
        }

        if (expected.TryGet("requests", out var requests) && requests is List<object?> list && list.Count > 0 && ((PythonDictionary)list[0]!).Contains("continuation"))
        {
            var found = TaskRequests.Continuations(task, document, prompts, chat).Select(object? (r) =>
            {
                var made = new PythonDictionary { ["continuation"] = r.Continuation };
                if (r.Prompt is null && !task.HasSeveralInputs)
                {
                    made["empty_context"] = true;
                }

                return made;
            }).ToList();
            return Compare("requests", requests, found);
        }

        return null;
    }

    public static string? Compare(string what, object? expected, object? found)
    {
        var (e, f) = (PythonJson.Dump(expected, ascii: false), PythonJson.Dump(found, ascii: false));
        if (e == f)
        {
            return null;
        }

        var at = e.Zip(f).TakeWhile(p => p.First == p.Second).Count();
        string Near(string text) => text[Math.Max(0, at - 60)..Math.Min(text.Length, at + 120)];
        return $"{what} at {at}\n  expected {Near(e)}\n  found    {Near(f)}";
    }
}

/// <summary>Prompts of real tasks.</summary>
[Named("prompts-cases")]
internal sealed class PromptCheck : LanguageCheck
{
    public override string? Difference(PythonDictionary one, LanguageCaseFiles files)
    {
        var data = files.Keep("data", () => new PromptCaseData(files));
        var tasks = files.Keep("tasks", () => files.Lines("tasks.jsonl").ToDictionary(t => t.Text("task")!));
        var made = files.Keep("made", () => new Dictionary<string, LanguageTask>());
        var runs = files.Keep("runs", () => new Dictionary<string, (PromptMaker Maker, List<PythonDictionary> Asked, bool IsChat)>());
        var name = one.Text("task")!;
        var key = $"{name} {one.Text("variant")}";
        if (!made.TryGetValue(name, out var task))
        {
            made[name] = task = new LanguageTask(new TaskSettings(PromptChecks.WithHooks((PythonDictionary)tasks[name]["config"]!)), data.Rows);
        }

        if (!runs.TryGetValue(key, out var run))
        {
            var variant = List(tasks[name]["variants"]).Cast<PythonDictionary>().First(v => v.Text("variant") == one.Text("variant"));
            runs[key] = run = (new PromptMaker(task, PromptChecks.Style(variant)), [], variant["chat"] is true);
        }

        // Cases may begin in the middle, but the examples are drawn from the first document on.
        var at = PythonOperators.ToIndex(one["doc_id"]);
        var rolling = one.Contains("text");
        while (!rolling && run.Asked.Count < at)
        {
            run.Maker.Next(task.Documents[run.Asked.Count]);
            run.Asked.Add(task.Documents[run.Asked.Count]);
        }

        var document = task.Documents[at];
        run.Asked.Add(document);
        if (one.TryGet("doc", out var expected) && PythonJson.Dump(document) != PythonJson.Dump(expected))
        {
            return $"document {PythonJson.Dump(document)}";
        }

        return (rolling ? null : PromptChecks.Differs(one, run.Maker.Next(document))) ?? PromptChecks.Differs(one, task, document, run.IsChat);
    }
}

/// <summary>Prompts of made settings.</summary>
[Named("prompts-synthetic")]
internal sealed class SyntheticPromptCheck : LanguageCheck
{
    public override string? Difference(PythonDictionary one, LanguageCaseFiles files)
    {
        var run = (PythonDictionary)one["run"]!;
        if (one.TryGet("error", out var error))
        {
            return Compare("error", error, OrError(() => All(one, run)));
        }

        var task = Task(one);
        var style = PromptChecks.Style(run);
        var maker = new PromptMaker(task, style);
        var difference = Compare("several inputs", PythonOperators.Truth(one["multiple_input"]), task.HasSeveralInputs) ?? Compare("several targets", PythonOperators.Truth(one["multiple_target"]), task.HasSeveralTargets);
        foreach (var expected in List(one["cases"]).Cast<PythonDictionary>())
        {
            var document = task.Documents[PythonOperators.ToIndex(expected["doc_id"])];
            difference ??= PromptChecks.Synthetic(expected, task, document, maker.Next(document), style.IsChat);
        }

        return difference;
    }

    private static LanguageTask Task(PythonDictionary one) =>
        new(new TaskSettings((PythonDictionary)one["config"]!), (_, _, split) => [.. List(one[split]).Cast<PythonDictionary>()]);

    private static object? All(PythonDictionary one, PythonDictionary run)
    {
        var task = Task(one);
        var maker = new PromptMaker(task, PromptChecks.Style(run));
        return task.Documents.Select(d => maker.Next(d).Count).Sum();
    }
}
