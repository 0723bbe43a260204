using Assay.Language.Python;

namespace Assay.Language.Comparing;

/// <summary>One document's score.</summary>
/// <param name="Key">Task, number and hash of the document: the same for every model asked about it.</param>
/// <param name="Score">A number, or the pair that a metric of a whole corpus is made of.</param>
/// <param name="Document">What was asked about.</param>
internal sealed record SampleScore(string Key, object? Score, PythonDictionary Document)
{
    /// <summary>Reads a sample; null when it is of another filter or has no such score.</summary>
    public static SampleScore? Of(string task, PythonDictionary sample, string metric, string filter)
    {
        if (sample.Text("filter") is { } of && of != filter)
        {
            return null;
        }

        var document = sample.TryGet("doc", out var doc) && doc is PythonDictionary d ? d : new PythonDictionary();
        return sample.TryGet(metric, out var score) ? new SampleScore($"{task}/{PythonText.Str(sample["doc_id"])}/{sample.Text("doc_hash")}", score, document) : null;
    }
}
