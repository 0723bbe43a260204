using Assay.Language.Python;
using Assay.Language.Templates;

namespace Assay.Language.Tasks;

/// <summary>The rows of one part of a data set: by data set, its configuration's name, and split.</summary>
internal delegate IReadOnlyList<PythonDictionary> TaskRows(string dataset, string? name, string split);

/// <summary>One benchmark: its documents, and what its settings make of each.</summary>
/// <remarks>Follows lm-evaluation-harness 0.4.13's ConfigurableTask, oddities included; checked against it case by case.</remarks>
internal sealed class LanguageTask
{
    private readonly TaskRows rows;
    private readonly HashSet<string> features;
    private readonly Dictionary<string, Template> templates = [];
    private readonly Lazy<IReadOnlyList<PythonDictionary>> examples;

    public LanguageTask(TaskSettings settings, TaskRows rows)
    {
        Settings = settings;
        this.rows = rows;
        if (settings.Get("custom_dataset") is not null)
        {
            throw new AssayException("data.task-refused", $"Task \"{settings.Name}\" makes its data in Python (custom_dataset), which has no port.");
        }

        if (settings.Get("doc_to_image") is not null || settings.Get("doc_to_audio") is not null)
        {
            throw new AssayException("data.task-refused", $"Task \"{settings.Name}\" needs images or sound, which no model here takes.");
        }

        Documents = settings.TestSplit is { } test ? Split(test, settings.Get("process_docs"))
            : settings.ValidationSplit is { } validation ? Split(validation, settings.Get("process_docs"))
            : throw new AssayException("data.task-split", $"Task \"{settings.Name}\" names neither a test_split nor a validation_split, so there is nothing to ask.");
        features = Documents.Count > 0 ? [.. Documents[0].Keys.Select(PythonText.Str)] : throw new AssayException("data.task-empty", $"The data of task \"{settings.Name}\" has no rows.");
        examples = new(ReadExamples);
        var first = Documents[0];
        HasSeveralInputs = settings.Get("doc_to_choice") is not null && Text(first) is long && Choices(first).Count > 0;
        HasSeveralTargets = Target(first) is List<object?> { Count: > 0 };
    }

    public TaskSettings Settings { get; }

    /// <summary>What is asked, in order.</summary>
    public IReadOnlyList<PythonDictionary> Documents { get; }

    /// <summary>Where few-shot examples come from.</summary>
    public IReadOnlyList<PythonDictionary> Examples => examples.Value;

    /// <summary>Whether a choice goes into the question and the answer after it, as in Winogrande.</summary>
    public bool HasSeveralInputs { get; }

    /// <summary>Whether a document has a list of right answers.</summary>
    public bool HasSeveralTargets { get; }

    /// <summary>The names of the columns.</summary>
    public IReadOnlyCollection<string> Features => features;

    /// <summary>The question: a text, or the position of the right choice when choices are part of it.</summary>
    public object? Text(PythonDictionary document, bool asExample = false)
    {
        var field = asExample ? Settings.FewShot("doc_to_text") : Settings.Get("doc_to_text");
        switch (field)
        {
            case long:
                return field;
            case TaskHook hook:
                return Call(hook, document);
            case string text:
                if (features.Contains(text))
                {
                    return document[text];
                }

                var rendered = Render(text, document);
                return PythonStrings.All(rendered, PythonStrings.IsDigit) && Settings.Get("doc_to_choice") is not null ? PythonLiteral.Parse(rendered) : rendered;
            default:
                throw PythonException.Type("doc_to_text");
        }
    }

    /// <summary>The right answer: a text, a position among the choices, or a list of right ones.</summary>
    public object? Target(PythonDictionary document, bool asExample = false)
    {
        var field = asExample ? Settings.FewShot("doc_to_target") : Settings.Get("doc_to_target");
        switch (field)
        {
            case long or List<object?>:
                return field;
            case TaskHook hook:
                return Call(hook, document);
            case string text:
                return features.Contains(text) ? document[text] : ReadTarget(Render(text, document));
            default:
                throw PythonException.Type("doc_to_target");
        }
    }

    /// <summary>The choices.</summary>
    public List<object?> Choices(PythonDictionary document, bool asExample = false)
    {
        var field = asExample ? Settings.FewShot("doc_to_choice") : Settings.Get("doc_to_choice");
        var value = field switch
        {
            string text => features.Contains(text) ? document[text] : PythonLiteral.Parse(Render(text, document)),
            List<object?> list => list,
            PythonDictionary d => d.Values.ToList(),
            TaskHook hook => Call(hook, document),
            _ => throw PythonException.Type("doc_to_choice"),
        };
        return value as List<object?> ?? [.. PythonOperators.Iterate(value)];
    }

    /// <summary>What the answer begins with, or null.</summary>
    public string? Prefix(PythonDictionary document) => Settings.Prefix is { } prefix ? features.Contains(prefix) ? (string?)document[prefix] : Render(prefix, document) : null;

    /// <summary>The text to look for in training data, or null when the task has none.</summary>
    public object? DecontaminationQuery(PythonDictionary document) => !Settings.ShouldDecontaminate ? null : Settings.Get("doc_to_decontamination_query") switch
    {
        null => Text(document),
        string text => features.Contains(text) ? document[text] : PythonLiteral.Parse(Render(text, document)),
        TaskHook hook => Call(hook, document),
        var other => throw PythonException.Type(PythonValues.TypeName(other)),
    };

    /// <summary>A column of the document, or a template over it.</summary>
    public string? Resolve(PythonDictionary document, string? field) =>
        string.IsNullOrEmpty(field) ? null : document.TryGet(field, out var value) ? PythonText.Str(value) : Render(field, document);

    /// <summary>Calls the port of a Python function.</summary>
    /// <exception cref="AssayException"><c>data.task-hook</c> when there is none.</exception>
    public object? Call(TaskHook hook, params object?[] arguments)
    {
        var port = TaskPorts.Find(hook) ?? throw new AssayException(
            "data.task-hook",
            $"Task \"{Settings.Name}\" needs the Python function {hook.Function} of {hook.Folder}, which has no port here.");
        return port(arguments);
    }

    private static object? ReadTargetList(string text)
    {
        try
        {
            return PythonLiteral.Parse(text);
        }
        catch (PythonException wrong) when (wrong.Kind is "SyntaxError" or "ValueError")
        {
            return text;
        }
    }

    private object? ReadTarget(string text) =>
        PythonStrings.All(text, PythonStrings.IsDigit) && Settings.Get("doc_to_choice") is not null ? PythonLiteral.Parse(text)
        : text.Length >= 2 && text[0] == '[' && text[^1] == ']' ? ReadTargetList(text) : text;

    private string Render(string template, PythonDictionary document)
    {
        if (!templates.TryGetValue(template, out var parsed))
        {
            templates[template] = parsed = Template.Parse(template);
        }

        return parsed.Render(document);
    }

    private IReadOnlyList<PythonDictionary> Split(string split, object? process)
    {
        var dataset = Settings.DatasetPath ?? throw new AssayException("data.task-data", $"Task \"{Settings.Name}\" names no dataset_path.");
        return Process(rows(dataset, Settings.DatasetName, split), process);
    }

    private IReadOnlyList<PythonDictionary> Process(IReadOnlyList<PythonDictionary> documents, object? process) =>
        process is TaskHook hook ? [.. PythonOperators.Iterate(Call(hook, documents.Cast<object?>().ToList())).Cast<PythonDictionary>()] : documents;

    private IReadOnlyList<PythonDictionary> ReadExamples()
    {
        if (Settings.FewShotSplit is { } split)
        {
            return Split(split, Settings.FewShot("process_docs"));
        }

        switch (Settings.FewShot("samples"))
        {
            case List<object?> list:
                return [.. list.Cast<PythonDictionary>()];
            case TaskHook hook:
                return [.. PythonOperators.Iterate(Call(hook)).Cast<PythonDictionary>()];
        }

        return Settings.TrainingSplit is { } training ? Split(training, Settings.Get("process_docs"))
            : Settings.ValidationSplit is { } validation ? Split(validation, Settings.Get("process_docs"))
            : Documents;
    }
}
