using Assay.Language.Python;

namespace Assay.Language.Runs;

/// <summary>Which documents share their luck: questions about one passage.</summary>
/// <remarks>A passage is what a column called passage, context, article, story, paragraph or premise holds, when some of them are the same.</remarks>
internal sealed class DocumentUnits
{
    private static readonly string[] columns = ["passage", "article", "story", "paragraph", "context", "premise", "passage_id", "cluster"];
    private readonly Dictionary<UInt128, int> known = [];
    private readonly List<int> units = [];
    private int next;

    /// <summary>The unit of every document.</summary>
    public IReadOnlyList<int> Of => units;

    /// <summary>Whether any two documents share one.</summary>
    public bool AreShared => next < units.Count;

    /// <summary>Counts a document; one without a passage is a unit of its own.</summary>
    public void Add(PythonDictionary document)
    {
        var passage = columns.Select(document.Text).FirstOrDefault(t => !string.IsNullOrWhiteSpace(t));
        if (passage is null)
        {
            units.Add(next++);
            return;
        }

        var key = new Models.TextQuestion(passage).Digest("passage");
        if (!known.TryGetValue(key, out var unit))
        {
            known[key] = unit = next++;
        }

        units.Add(unit);
    }
}
