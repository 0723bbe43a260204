using Assay.Language.Python;

namespace Assay.Language.Tasks;

/// <summary>Makes the prompts of a task, document by document in order, because the examples are drawn from one stream.</summary>
/// <remarks>Follows lm-evaluation-harness 0.4.13's fewshot_context and build_qa_turn; prompts are the same to the byte.</remarks>
internal sealed class PromptMaker(LanguageTask task, PromptStyle style)
{
    private readonly TaskSettings settings = task.Settings;
    private readonly Lazy<FewShotSampler> sampler = new(() => new FewShotSampler(task.Settings.Sampler, style.Seed, task.Examples));

    /// <summary>The prompts of the next document: one, or one for every choice when a task has several inputs.</summary>
    /// <exception cref="PythonException">What Python would raise, such as UndefinedError or AssertionError.</exception>
    public IReadOnlyList<TaskPrompt> Next(PythonDictionary document)
    {
        var turns = new List<Turn>();
        var opening = Joined(style.System, task.Resolve(document, settings.Description) ?? "", settings.FewShotDelimiter);
        if (opening.Length > 0)
        {
            turns.Add(new Turn("system", opening, ""));
        }

        if (style.Shots > 0)
        {
            // The harness leaves the document out when both splits are the same, also when both are none.
            var without = settings.FewShotSplit == settings.TestSplit ? document : null;
            foreach (var example in sampler.Value.Draw(style.Shots, without))
            {
                turns.AddRange(Example(example));
            }
        }

        var prefix = task.Prefix(document);
        if (task.HasSeveralInputs)
        {
            return [.. task.Choices(document).Select(c => Finish([.. turns, .. Question(c, prefix, "")], prefix))];
        }

        return [Finish([.. turns, .. Question(task.Text(document), prefix, settings.TargetDelimiter)], prefix)];
    }

    /// <summary>Joins two texts, with something between them unless one is empty or there is white space at the seam.</summary>
    public static string Joined(string? first, string? second, string between) =>
        string.IsNullOrEmpty(first) ? second ?? "" : string.IsNullOrEmpty(second) ? first : NeedsSpace(first, second) ? first + between + second : first + second;

    private static bool NeedsSpace(string first, string second) => first.Length > 0 && !PythonStrings.IsSpace(first[^1]) && !PythonStrings.IsSpace(second[0]);

    private static string QuestionText(object? question) => question as string ?? throw new PythonException("AssertionError", $"Context is not a string! : {PythonText.Str(question)}");

    private IEnumerable<Turn> Example(PythonDictionary example)
    {
        var question = task.Text(example, asExample: true);
        var choices = settings.FewShot("doc_to_choice") is not null ? task.Choices(example, asExample: true) : null;
        var answer = task.Target(example, asExample: true);
        var prefix = task.Resolve(example, settings.FewShot("gen_prefix") as string);
        if (task.HasSeveralInputs)
        {
            question = PythonOperators.Item(choices, question);
            choices = null;
        }

        var text = QuestionText(question);
        var delimiter = settings.FewShotTargetDelimiter;
        if (answer is null or "")
        {
            return Question(text, prefix, delimiter);
        }

        var between = string.IsNullOrEmpty(prefix) || NeedsSpace(text, prefix) ? delimiter : "";
        var said = choices is { Count: > 0 } && answer is long or bool ? PythonOperators.Item(choices, answer) : answer is List<object?> list ? PythonOperators.Item(list, 0L) : answer;
        var words = said as string ?? throw new PythonException("AssertionError", $"Answer is not a string! : {PythonText.Str(answer)}");
        return [new Turn("user", text, between), new Turn("assistant", Joined(prefix, words, " "), settings.FewShotExampleDelimiter)];
    }

    private static List<Turn> Question(object? question, string? prefix, string delimiter)
    {
        var text = QuestionText(question);
        return string.IsNullOrEmpty(prefix)
            ? [new Turn("user", text, "")]
            : [new Turn("user", text, NeedsSpace(text, prefix) ? delimiter : ""), new Turn("assistant", prefix, "")];
    }

    private TaskPrompt Finish(List<Turn> turns, string? prefix)
    {
        if (!style.IsChat)
        {
            return new TaskPrompt(string.Concat(turns.Select(t => t.Content + t.Delimiter)), null, false);
        }

        var messages = style.IsMultiTurn ? turns.Select(t => new ChatMessage(t.Role, t.Content)) : OneTurn(turns);
        return new TaskPrompt(null, [.. messages], !string.IsNullOrEmpty(prefix));
    }

    // Everything between the system's message and an answer that is begun becomes one question.
    private static IEnumerable<ChatMessage> OneTurn(List<Turn> turns)
    {
        var from = turns[0].Role == "system" ? 1 : 0;
        var to = turns[^1].Role == "assistant" ? turns.Count - 1 : turns.Count;
        var asked = turns[from..to];
        asked[^1] = asked[^1] with { Delimiter = "" };
        return
        [
            .. turns[..from].Select(t => new ChatMessage(t.Role, t.Content)),
            new ChatMessage("user", string.Concat(asked.Select(t => t.Content + t.Delimiter))),
            .. turns[to..].Select(t => new ChatMessage(t.Role, t.Content)),
        ];
    }

    private sealed record Turn(string Role, string Content, string Delimiter);
}
