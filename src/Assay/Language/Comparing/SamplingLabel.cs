using System.Text.RegularExpressions;
using Assay.Language.Python;

namespace Assay.Language.Comparing;

/// <summary>What tables of benchmarks write under a figure about how answers were drawn.</summary>
internal static partial class SamplingLabel
{
    /// <summary>CoT, Maj1@k, pass@k, best of k, joined by commas; empty for one plain answer.</summary>
    /// <param name="task">The task's name.</param>
    /// <param name="settings">Its settings as results keep them.</param>
    /// <param name="metric">Metric and filter of the figure.</param>
    public static string Of(string task, PythonDictionary settings, string metric)
    {
        var labels = new List<string>();
        var asked = $"{settings.Text("description")} {settings.Text("gen_prefix")} {(settings.TryGet("doc_to_text", out var text) ? text as string : "")}";
        if (ChainName().IsMatch(task) || ChainWords().IsMatch(asked))
        {
            labels.Add("CoT");
        }

        var repeats = settings.TryGet("repeats", out var given) && PythonOperators.IsNumber(given) ? PythonOperators.ToIndex(given) : 1;
        var (name, filter) = metric.LastIndexOf(',') is >= 0 and var comma ? (metric[..comma], metric[(comma + 1)..]) : (metric, "");
        if (settings.TryGet("metadata", out var about) && (about as PythonDictionary)?.Text("sampling") is { } sampling)
        {
            // "CoT@32" says CoT already.
            labels.RemoveAll(l => sampling.StartsWith(l, StringComparison.OrdinalIgnoreCase));
            labels.Add(sampling == "cot" ? "CoT" : sampling);
        }
        else if (name.Contains("pass@", StringComparison.Ordinal))
        {
            labels.Add(name);
        }
        else if (Votes(settings, filter) is { } voters)
        {
            labels.Add($"Maj1@{(voters > 0 ? voters : repeats)}");
        }

        return string.Join(", ", labels);
    }

    [GeneratedRegex(@"(^|[_-])cot($|[_-])")]
    private static partial Regex ChainName();

    [GeneratedRegex("step[ -]by[ -]step|chain[ -]of[ -]thought", RegexOptions.IgnoreCase)]
    private static partial Regex ChainWords();

    // The answers that vote: those taken first when the pipeline says so, 0 for all; null without a vote.
    private static int? Votes(PythonDictionary settings, string filter)
    {
        if (!settings.TryGet("filter_list", out var given) || given is not List<object?> pipelines)
        {
            return null;
        }

        var steps = pipelines.OfType<PythonDictionary>().Where(p => p.Text("name") == filter && p["filter"] is List<object?>).SelectMany(p => ((List<object?>)p["filter"]!).OfType<PythonDictionary>()).ToList();
        var first = steps.Where(s => s.Text("function") == "take_first_k").Select(s => PythonOperators.ToIndex(s["k"])).FirstOrDefault();
        return steps.Any(s => s.Text("function") == "majority_vote") ? first : null;
    }
}
