using System.Globalization;
using Assay.Language.Python;
using Assay.Language.Scoring;
using Assay.Language.Tasks;

namespace Assay.Language.Runs;

/// <summary>How answers of a task that generates are drawn and put together, over what its file says.</summary>
/// <remarks>
/// <c>cot</c>: the answer begins with the words of Kojima et al., 2022 (arXiv:2205.11916). <c>maj1@k</c>: of k answers drawn, the one that occurs most after
/// the task's filters (self-consistency, Wang et al., arXiv:2203.11171). <c>pass@k</c>: the chance that at least one of k is right, estimated from n drawn
/// (<c>pass@k/n</c>; Chen et al., arXiv:2107.03374). <c>best@k</c>: the best of k by the task's own score, an upper limit for any way to choose.
/// <c>cot@k</c>: both of the first two.
/// </remarks>
public sealed record SamplingMethod
{
    private const string ChainOfThought = "Let's think step by step.";

    /// <summary>As it is written.</summary>
    public required string Name { get; init; }

    /// <summary>Answers drawn for a document.</summary>
    public int Answers { get; init; } = 1;

    /// <summary>Answers that count together: the k of the names.</summary>
    public int Of { get; init; } = 1;

    /// <summary>Whether the answer is asked to think first.</summary>
    public bool Thinks { get; init; }

    /// <summary>vote, pass, best, or empty for one answer.</summary>
    public string Together { get; init; } = "";

    /// <summary>The temperature answers are drawn at; null leaves it to the task, or 0.7 where it would always give the same answer.</summary>
    public double? Temperature { get; init; }

    /// <summary>Whether every answer is scored on its own.</summary>
    internal bool ScoresEach => Together is "pass" or "best";

    /// <summary>Reads <c>cot</c>, <c>cot@32</c>, <c>maj1@32</c>, <c>pass@1/20</c>, <c>best@8</c>.</summary>
    /// <exception cref="AssayException"><c>usage.sampling</c>.</exception>
    public static SamplingMethod Parse(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var (word, numbers) = at < 0 ? (text, (string[])[]) : (text[..at], text[(at + 1)..].Split('/'));
        int[] counts = [.. numbers.Select(n => int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 10_000 ? count : 0)];
        return (word.ToLowerInvariant(), counts) switch
        {
            ("cot", []) => new SamplingMethod { Name = "cot", Thinks = true },
            ("cot", [> 0 and var k]) => new SamplingMethod { Name = $"CoT@{k}", Thinks = true, Answers = k, Of = k, Together = "vote" },
            ("maj1", [> 0 and var k]) => new SamplingMethod { Name = $"Maj1@{k}", Answers = k, Of = k, Together = "vote" },
            ("best", [> 0 and var k]) => new SamplingMethod { Name = $"best of {k}", Answers = k, Of = k, Together = "best" },
            ("pass", [> 0 and var k]) => new SamplingMethod { Name = $"pass@{k}", Answers = k, Of = k, Together = "pass" },
            ("pass", [> 0 and var k, var n]) when n >= k => new SamplingMethod { Name = $"pass@{k}", Answers = n, Of = k, Together = "pass" },
            _ => throw new AssayException("usage.sampling", $"There is no way to draw answers called \"{text}\": expected cot, cot@K, maj1@K, pass@K, pass@K/N or best@K, such as maj1@32."),
        };
    }

    /// <summary>The settings of a task with this method in them.</summary>
    /// <exception cref="AssayException"><c>usage.sampling</c> for a task that does not generate.</exception>
    internal TaskSettings Over(TaskSettings settings)
    {
        if (settings.OutputType != "generate_until")
        {
            throw new AssayException("usage.sampling", $"Task \"{settings.Name}\" compares likelihoods ({settings.OutputType}), so there are no answers to draw: --sampling fits tasks that generate.");
        }

        var made = settings.Values.Copy();
        made["repeats"] = (long)Answers;
        made["metadata"] = Marked(settings.Get("metadata") as PythonDictionary);
        if (Thinks)
        {
            made["gen_prefix"] = ChainOfThought;
        }

        if (Answers > 1 || Temperature is not null)
        {
            var generation = settings.Generation!.Copy();
            var own = generation.TryGet("do_sample", out var sampled) && PythonOperators.Truth(sampled) && generation.TryGet("temperature", out var t) && PythonOperators.IsNumber(t) && PythonOperators.ToDouble(t) > 0;
            generation["do_sample"] = true;
            generation["temperature"] = Temperature ?? (own ? generation["temperature"] : 0.7);
            made["generation_kwargs"] = generation;
        }

        if (Together == "vote")
        {
            made["filter_list"] = FilterPipeline.Of(settings).Select(object? (p) => Voting(p)).ToList();
        }

        return new TaskSettings(made);
    }

    /// <summary>The scores of several answers as one: the estimate of pass@k, or the best.</summary>
    internal PythonDictionary Joined(IReadOnlyList<PythonDictionary> scores)
    {
        var made = new PythonDictionary();
        foreach (var metric in scores[0].Keys)
        {
            if (!scores.All(s => PythonOperators.IsNumber(s[metric])))
            {
                throw new AssayException("usage.sampling", $"{Name} needs a score of every answer, and {metric} is a score of all documents together.");
            }

            double[] numbers = [.. scores.Select(s => PythonOperators.ToDouble(s[metric]))];
            made[metric] = Together == "best" ? numbers.Max() : PassAtK.Estimate(numbers.Length, numbers.Count(n => n >= 1), Of);
        }

        return made;
    }

    private PythonDictionary Marked(PythonDictionary? metadata)
    {
        var made = metadata?.Copy() ?? new PythonDictionary();
        made["sampling"] = Name;
        return made;
    }

    // The vote is taken where the task would take the first answer, and otherwise at the end.
    private static PythonDictionary Voting(FilterPipeline pipeline)
    {
        var steps = pipeline.Steps.Where(s => s["function"] is not ("take_first" or "majority_vote" or "take_first_k")).Cast<object?>().ToList();
        steps.Add(new PythonDictionary { ["function"] = "majority_vote" });
        steps.Add(new PythonDictionary { ["function"] = "take_first" });
        return new PythonDictionary { ["name"] = pipeline.Name, ["filter"] = steps };
    }
}
