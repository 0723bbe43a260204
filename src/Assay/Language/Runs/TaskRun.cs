using System.Security.Cryptography;
using System.Text;
using Assay.Language.Asking;
using Assay.Language.Models;
using Assay.Language.Programs;
using Assay.Language.Python;
using Assay.Language.Scoring;
using Assay.Language.Tasks;

namespace Assay.Language.Runs;

/// <summary>One task asked of a model: every document's questions, and its scores once the answers are there.</summary>
/// <remarks>
/// Samples carry the fields lm-evaluation-harness 0.4.13 writes, hashes included. Documents are scored one by one, so that only scores stay in memory;
/// a port of a filter therefore sees one document at a time.
/// </remarks>
internal sealed class TaskRun
{
    private readonly LanguageTask task;
    private readonly TaskMetrics metrics;
    private readonly PromptStyle style;
    private readonly IReadOnlyList<FilterPipeline> pipelines;
    private readonly MemoryStream hashes = new();
    private readonly RunningMean running = new();

    public TaskRun(LanguageTask task, PromptStyle style, int? limit)
    {
        this.task = task;
        this.style = style;
        metrics = new TaskMetrics(task.Settings);
        pipelines = FilterPipeline.Of(task.Settings);
        Count = Math.Min(limit ?? int.MaxValue, task.Documents.Count);
        if (task.Settings.IsUnsafe && ProgramSandbox.Missing is { } reason)
        {
            throw new AssayException("environment.sandbox", $"Task \"{task.Settings.Name}\" is refused. {reason}");
        }
    }

    public LanguageTask Task => task;

    public TaskMetrics Metrics => metrics;

    /// <summary>Documents asked.</summary>
    public int Count { get; }

    /// <summary>How several answers count together; null as the task says.</summary>
    public SamplingMethod? Sampling { get; init; }

    /// <summary>Told about every sample, document by document, filter by filter.</summary>
    public Action<PythonDictionary>? Sampled { get; set; }

    /// <summary>The scores under metric and filter, in order of documents.</summary>
    public OrderedDictionary<(string Metric, string Filter), List<object?>> Scores { get; } = [];

    /// <summary>The unit of every scored document: documents about one passage share one.</summary>
    public DocumentUnits Units { get; } = new();

    /// <summary>Documents left out because a question was given up.</summary>
    public int Failed { get; private set; }

    /// <summary>The score so far; null before there is one.</summary>
    public RunningScore? Running => running.Of(task.Settings.Name);

    /// <summary>SHA-256 over the hashes of all samples, filter by filter, as the harness has it.</summary>
    public string Hashes()
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var hexadecimal = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hashes.GetBuffer().AsSpan(0, (int)hashes.Length)));
        foreach (var _ in pipelines)
        {
            all.AppendData(hexadecimal);
        }

        return Convert.ToHexStringLower(all.GetHashAndReset());
    }

    /// <summary>What is asked, document by document in order, because few-shot examples are drawn from one stream.</summary>
    public IEnumerable<Inquiry> Inquiries()
    {
        var prompts = new PromptMaker(task, style);
        for (var at = 0; at < Count; at++)
        {
            yield return Ask(at, task.Documents[at], prompts);
        }
    }

    private Inquiry Ask(int at, PythonDictionary document, PromptMaker maker)
    {
        var arguments = new List<PythonTuple>();
        var questions = new List<ModelQuestion>();
        if (task.Settings.OutputType == "loglikelihood_rolling")
        {
            var text = PythonText.Str(task.Target(document));
            arguments.Add(new PythonTuple([text]));
            questions.Add(new TextQuestion(text));
        }
        else if (task.Settings.OutputType == "generate_until")
        {
            var prompt = maker.Next(document)[0];
            arguments.Add(new PythonTuple([Words(prompt), task.Settings.Generation]));
            var settings = GenerationSettings.Of(task.Settings.Generation!);
            questions.AddRange(Enumerable.Range(0, task.Settings.Repeats).Select(i => new GenerationQuestion(prompt, settings, i)));
        }
        else
        {
            AddLikelihoods(TaskRequests.Continuations(task, document, maker.Next(document), style.IsChat), arguments, questions);
        }

        return new Inquiry($"{task.Settings.Name} {at}", questions, asked => Score(at, document, arguments, asked));
    }

    // Continuations of one context, one after another, are one question.
    private static void AddLikelihoods(IReadOnlyList<(TaskPrompt? Prompt, string Continuation)> asked, List<PythonTuple> arguments, List<ModelQuestion> questions)
    {
        for (var i = 0; i < asked.Count;)
        {
            var context = asked[i].Prompt is { } prompt ? Words(prompt) : "";
            var continuations = new List<string>();
            for (var first = asked[i].Prompt; i < asked.Count && ReferenceEquals(asked[i].Prompt, first); i++)
            {
                continuations.Add(asked[i].Continuation);
                arguments.Add(new PythonTuple([context, asked[i].Continuation]));
            }

            questions.Add(new LikelihoodQuestion(context, continuations));
        }
    }

    private static string Words(TaskPrompt prompt) =>
        prompt.Text ?? PythonJson.Dump(prompt.Messages!.Select(object? (m) => new PythonDictionary { ["role"] = m.Role, ["content"] = m.Content }).ToList(), ascii: false);

    private List<List<object?>> Responses(IReadOnlyList<ModelReply?> replies) => task.Settings.OutputType switch
    {
        "loglikelihood_rolling" => [[replies[0]!.Likelihoods[0].LogLikelihood]],
        "generate_until" => [[.. replies.Select(object? (r) => r!.Text)]],
        _ => [.. replies.SelectMany(r => r!.Likelihoods).Select(l => (List<object?>)[new PythonTuple([l.LogLikelihood, l.IsGreedy])])],
    };

    private void Score(int at, PythonDictionary document, List<PythonTuple> arguments, Inquiry asked)
    {
        if (asked.Failure is not null)
        {
            Failed++;
            return;
        }

        var responses = Responses(asked.Replies);
        var sample = Sample(at, document, arguments, responses);
        Units.Add(document);
        foreach (var (i, pipeline) in pipelines.Index())
        {
            var (filtered, found) = Sampling is { ScoresEach: true } ? Each(pipeline, responses[0], document) : Once(pipeline, responses, document);
            foreach (var (metric, value) in found.Pairs)
            {
                var key = (PythonText.Str(metric), pipeline.Name);
                Scores.TryAdd(key, []);
                Scores[key].Add(value);
            }

            if (i == 0)
            {
                running.Add(found);
            }

            Sampled?.Invoke(Filtered(sample, pipeline.Name, filtered, found));
        }
    }

    private (List<object?> Filtered, PythonDictionary Scores) Once(FilterPipeline pipeline, List<List<object?>> responses, PythonDictionary document)
    {
        var filtered = pipeline.Apply([.. responses], [.. Enumerable.Repeat(document, responses.Count)]);
        return (filtered, DocumentScore.Of(task, metrics, document, filtered));
    }

    private (List<object?> Filtered, PythonDictionary Scores) Each(FilterPipeline pipeline, List<object?> responses, PythonDictionary document)
    {
        var all = responses.Select(r => Once(pipeline, [[r]], document)).ToList();
        return ([.. all.SelectMany(a => a.Filtered)], Sampling!.Joined([.. all.Select(a => a.Scores)]));
    }

    private PythonDictionary Sample(int at, PythonDictionary document, List<PythonTuple> arguments, List<List<object?>> responses)
    {
        var target = task.Target(document);
        var (ofDocument, ofPrompt, ofTarget) = (Octets(PythonJson.Dump(document, ascii: false, indent: 2)), Octets(PythonText.Str(arguments[0].Items[0])), Octets(PythonText.Str(target)));
        hashes.Write(ofDocument);
        hashes.Write(ofPrompt);
        hashes.Write(ofTarget);
        return new PythonDictionary
        {
            ["doc_id"] = (long)at,
            ["doc"] = document,
            ["target"] = target,
            ["arguments"] = arguments.Cast<object?>().ToList(),
            ["resps"] = responses.Cast<object?>().ToList(),
            ["doc_hash"] = Convert.ToHexStringLower(ofDocument),
            ["prompt_hash"] = Convert.ToHexStringLower(ofPrompt),
            ["target_hash"] = Convert.ToHexStringLower(ofTarget),
        };
    }

    // The harness' order of fields.
    private static PythonDictionary Filtered(PythonDictionary sample, string filter, List<object?> filtered, PythonDictionary found)
    {
        var made = new PythonDictionary();
        foreach (var key in (string[])["doc_id", "doc", "target", "arguments", "resps"])
        {
            made[key] = sample[key];
        }

        made["filtered_resps"] = filtered;
        made["filter"] = filter;
        made["metrics"] = found.Keys.ToList();
        foreach (var key in (string[])["doc_hash", "prompt_hash", "target_hash"])
        {
            made[key] = sample[key];
        }

        foreach (var (metric, value) in found.Pairs)
        {
            made[metric] = value;
        }

        return made;
    }

    /// <summary>SHA-256 over UTF-8, in small hexadecimal.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(Octets(text));

    private static byte[] Octets(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
