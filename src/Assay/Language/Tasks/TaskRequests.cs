using Assay.Language.Python;

namespace Assay.Language.Tasks;

/// <summary>What the model is asked about one document.</summary>
internal static class TaskRequests
{
    /// <summary>The continuations whose likelihood is asked, each with its prompt; a null prompt is the empty context of an unconditional likelihood.</summary>
    /// <param name="task">A task of output multiple_choice or loglikelihood.</param>
    /// <param name="document">The document.</param>
    /// <param name="prompts">Its prompts.</param>
    /// <param name="isChat">In a chat the template brings the white space before an answer.</param>
    public static IReadOnlyList<(TaskPrompt? Prompt, string Continuation)> Continuations(LanguageTask task, PythonDictionary document, IReadOnlyList<TaskPrompt> prompts, bool isChat)
    {
        if (task.Settings.OutputType == "loglikelihood")
        {
            return [(prompts[0], PythonText.Str(task.Target(document)))];
        }

        var delimiter = task.Settings.TargetDelimiter;
        if (isChat)
        {
            delimiter = task.Settings.Prefix is { Length: > 0 } prefix && !PythonStrings.IsSpace(prefix[^1]) ? delimiter : "";
        }

        var choices = task.Choices(document);
        var made = new List<(TaskPrompt?, string)>();
        if (task.HasSeveralInputs)
        {
            var answer = PythonText.Str(task.Target(document));
            made.AddRange(prompts.Select(p => ((TaskPrompt?)p, delimiter + answer)));
        }
        else
        {
            made.AddRange(choices.Select(c => ((TaskPrompt?)prompts[0], delimiter + PythonText.Str(c))));
        }

        if (HasMetric(task, "acc_mutual_info"))
        {
            made.AddRange(choices.Select(c => ((TaskPrompt?)null, delimiter + PythonText.Str(c))));
        }

        return made;
    }

    private static bool HasMetric(LanguageTask task, string name) =>
        task.Settings.Get("metric_list") is List<object?> metrics && metrics.OfType<PythonDictionary>().Any(m => m.Text("metric") == name);
}
