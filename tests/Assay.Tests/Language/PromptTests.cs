using Assay.Language.Python;
using Assay.Language.Tasks;

namespace Assay.Tests.Language;

public class PromptTests
{
    [Fact]
    public void Prompts_of_real_tasks_are_the_harness_own()
    {
        var data = new GoldenData();
        var tasks = GoldenLines.Values("prompts/tasks.jsonl").ToDictionary(t => t.Text("task")!);
        var made = new Dictionary<string, LanguageTask>();
        var runs = new Dictionary<string, (PromptMaker Maker, LanguageTask Task, PythonDictionary Variant)>();
        GoldenLines.Check("prompts/cases.jsonl.gz", one =>
        {
            var name = one.Text("task")!;
            var key = $"{name} {one.Text("variant")}";
            if (!runs.TryGetValue(key, out var run))
            {
                var settings = (PythonDictionary)tasks[name]["config"]!;
                if (!made.TryGetValue(name, out var task))
                {
                    made[name] = task = new LanguageTask(new TaskSettings(WithHooks(settings)), data.Rows);
                }

                var variant = ((List<object?>)tasks[name]["variants"]!).Cast<PythonDictionary>().First(v => v.Text("variant") == one.Text("variant"));
                runs[key] = run = (new PromptMaker(task, Style(variant)), task, variant);
            }

            var chat = run.Variant["chat"] is true;
            var document = run.Task.Documents[PythonOperators.ToIndex(one["doc_id"])];
            if (one.TryGet("doc", out var expected) && PythonJson.Dump(document) != PythonJson.Dump(expected))
            {
                return $"{key}: document {PythonJson.Dump(document)}";
            }

            var difference = one.Contains("text") ? null : Differs(one, run.Maker.Next(document));
            return difference ?? Differs(one, run.Task, document, chat);
        });
    }

    [Fact]
    public void Prompts_of_made_settings_are_the_harness_own() => GoldenLines.Check("prompts/synthetic.jsonl.gz", one =>
    {
        var run = (PythonDictionary)one["run"]!;
        try
        {
            var settings = new TaskSettings((PythonDictionary)one["config"]!);
            var task = new LanguageTask(settings, (_, _, split) => [.. ((List<object?>)one[split]!).Cast<PythonDictionary>()]);
            if (!one.Contains("error") && (task.HasSeveralInputs != PythonOperators.Truth(one["multiple_input"]) || task.HasSeveralTargets != PythonOperators.Truth(one["multiple_target"])))
            {
                return "several inputs or targets";
            }

            var style = Style(run);
            var maker = new PromptMaker(task, style);
            if (one.Contains("error"))
            {
                foreach (var document in task.Documents)
                {
                    maker.Next(document);
                }

                return "no error";
            }

            foreach (var expected in ((List<object?>)one["cases"]!).Cast<PythonDictionary>())
            {
                var document = task.Documents[PythonOperators.ToIndex(expected["doc_id"])];
                var prompts = maker.Next(document);
                if (Synthetic(expected, task, document, prompts, style.IsChat) is { } difference)
                {
                    return difference;
                }
            }

            return null;
        }
        catch (PythonException wrong) when (one.Contains("error"))
        {
            return wrong.Kind == one.Text("error") ? null : wrong.Message;
        }
    });

    private static PromptStyle Style(PythonDictionary run) => new()
    {
        Shots = PythonOperators.ToIndex(run["num_fewshot"]),
        System = run["system_instruction"] as string,
        IsChat = run["chat"] is true,
        IsMultiTurn = run["multiturn"] is true,
    };

    // The cases write a hook as {"hook": name}; the task's folder is that of its file.
    private static PythonDictionary WithHooks(PythonDictionary settings)
    {
        var source = ((PythonDictionary)settings["metadata"]!).Text("config_source")!;
        var folder = source[..source.LastIndexOf('/')];
        var metadata = settings["metadata"];
        var made = (PythonDictionary)Hooked(settings, folder)!;
        made["metadata"] = metadata;
        return made;
    }

    private static object? Hooked(object? value, string folder)
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

    private static string? Differs(PythonDictionary one, IReadOnlyList<TaskPrompt> prompts)
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

    private static List<object?> Messages(TaskPrompt prompt) =>
        [.. prompt.Messages!.Select(m => new PythonDictionary { ["role"] = m.Role, ["content"] = m.Content })];

    // The template of the cases' README.
    private static string Demonstration(TaskPrompt prompt) =>
        string.Concat(prompt.Messages!.Select((m, i) => $"<|{m.Role}|>\n{m.Content}{(prompt.ContinuesLast && i == prompt.Messages!.Count - 1 ? "" : "<|end|>\n")}"))
        + (prompt.ContinuesLast ? "" : "<|assistant|>\n");

    private static string? Differs(PythonDictionary one, LanguageTask task, PythonDictionary document, bool chat)
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

    private static object? Error(Func<object?> act)
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

    private static string? Synthetic(PythonDictionary expected, LanguageTask task, PythonDictionary document, IReadOnlyList<TaskPrompt> prompts, bool chat)
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

    private static string? Compare(string what, object? expected, object? found)
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
