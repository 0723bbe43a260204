using System.Security.Cryptography;
using System.Text;
using Assay.Language.Models;
using Assay.Language.Programs;
using Assay.Language.Python;
using Assay.Language.Scoring;
using Assay.Language.Tasks;

namespace Assay.Language.Runs;

/// <summary>One task asked of a model: every document's requests, answers, filters and scores.</summary>
/// <remarks>Samples carry the fields lm-evaluation-harness 0.4.13 writes, hashes included.</remarks>
internal sealed class TaskRun
{
    private readonly LanguageTask task;
    private readonly TaskMetrics metrics;
    private readonly PromptStyle style;
    private readonly int limit;

    public TaskRun(LanguageTask task, PromptStyle style, int? limit)
    {
        this.task = task;
        this.style = style;
        metrics = new TaskMetrics(task.Settings);
        this.limit = Math.Min(limit ?? int.MaxValue, task.Documents.Count);
        if (task.Settings.IsUnsafe && ProgramSandbox.Missing is { } reason)
        {
            throw new AssayException("environment.sandbox", $"Task \"{task.Settings.Name}\" is refused. {reason}");
        }
    }

    public LanguageTask Task => task;

    public TaskMetrics Metrics => metrics;

    /// <summary>Asks everything.</summary>
    /// <returns>The samples, filter by filter, and the scores under metric and filter.</returns>
    public async Task<(List<PythonDictionary> Samples, OrderedDictionary<(string Metric, string Filter), List<object?>> Scores)> AskAsync(LanguageModel model, CancellationToken cancellation)
    {
        var prompts = new PromptMaker(task, style);
        var documents = task.Documents.Take(limit).ToList();
        var asked = new List<(List<PythonTuple> Arguments, List<List<object?>> Responses)>();
        foreach (var document in documents)
        {
            cancellation.ThrowIfCancellationRequested();
            asked.Add(await AskOneAsync(model, document, prompts, cancellation));
        }

        return Score(documents, asked);
    }

    private async Task<(List<PythonTuple>, List<List<object?>>)> AskOneAsync(LanguageModel model, PythonDictionary document, PromptMaker maker, CancellationToken cancellation)
    {
        var arguments = new List<PythonTuple>();
        var responses = new List<List<object?>>();
        if (task.Settings.OutputType == "loglikelihood_rolling")
        {
            var text = PythonText.Str(task.Target(document));
            arguments.Add(new PythonTuple([text]));
            responses.Add([await model.TextAsync(text, cancellation)]);
            return (arguments, responses);
        }

        var prompts = maker.Next(document);
        if (task.Settings.OutputType == "generate_until")
        {
            arguments.Add(new PythonTuple([Words(prompts[0]), task.Settings.Generation]));
            responses.Add([]);
            for (var i = 0; i < task.Settings.Repeats; i++)
            {
                responses[0].Add(await model.GenerateAsync(prompts[0], GenerationSettings.Of(task.Settings.Generation!), cancellation));
            }

            return (arguments, responses);
        }

        foreach (var (prompt, continuation) in TaskRequests.Continuations(task, document, prompts, style.IsChat))
        {
            var context = prompt is null ? "" : Words(prompt);
            arguments.Add(new PythonTuple([context, continuation]));
            var (likelihood, greedy) = await model.ContinuationAsync(context, continuation, cancellation);
            responses.Add([new PythonTuple([likelihood, greedy])]);
        }

        return (arguments, responses);
    }

    private static string Words(TaskPrompt prompt) =>
        prompt.Text ?? PythonJson.Dump(prompt.Messages!.Select(object? (m) => new PythonDictionary { ["role"] = m.Role, ["content"] = m.Content }).ToList(), ascii: false);

    private (List<PythonDictionary>, OrderedDictionary<(string, string), List<object?>>) Score(List<PythonDictionary> documents, List<(List<PythonTuple> Arguments, List<List<object?>> Responses)> asked)
    {
        var samples = new List<PythonDictionary>();
        var scores = new OrderedDictionary<(string, string), List<object?>>();
        var repeated = asked.SelectMany((a, i) => a.Responses.Select(_ => documents[i])).ToList();
        foreach (var pipeline in FilterPipeline.Of(task.Settings))
        {
            var filtered = pipeline.Apply([.. asked.SelectMany(a => a.Responses)], repeated);
            var at = 0;
            foreach (var (i, document) in documents.Index())
            {
                var mine = filtered.GetRange(at, asked[i].Responses.Count);
                at += mine.Count;
                var found = DocumentScore.Of(task, metrics, document, mine);
                samples.Add(Sample(i, document, asked[i], mine, pipeline.Name, found));
                foreach (var (metric, value) in found.Pairs)
                {
                    var key = (PythonText.Str(metric), pipeline.Name);
                    scores.TryAdd(key, []);
                    scores[key].Add(value);
                }
            }
        }

        return (samples, scores);
    }

    private PythonDictionary Sample(int at, PythonDictionary document, (List<PythonTuple> Arguments, List<List<object?>> Responses) asked, List<object?> filtered, string filter, PythonDictionary found)
    {
        var target = task.Target(document);
        var sample = new PythonDictionary
        {
            ["doc_id"] = (long)at,
            ["doc"] = document,
            ["target"] = target,
            ["arguments"] = asked.Arguments.Cast<object?>().ToList(),
            ["resps"] = asked.Responses.Cast<object?>().ToList(),
            ["filtered_resps"] = filtered,
            ["filter"] = filter,
            ["metrics"] = found.Keys.ToList(),
            ["doc_hash"] = Hash(PythonJson.Dump(document, ascii: false, indent: 2)),
            ["prompt_hash"] = Hash(PythonText.Str(asked.Arguments[0].Items[0])),
            ["target_hash"] = Hash(PythonText.Str(target)),
        };
        foreach (var (metric, value) in found.Pairs)
        {
            sample[metric] = value;
        }

        return sample;
    }

    /// <summary>SHA-256 over UTF-8, in small hexadecimal.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
