using Assay.Language.Python;
using Assay.Language.Tasks;

namespace Assay.Language.Benchmarks;

/// <summary>HellaSwag: brackets left over from WikiHow are cleaned away, label and contexts joined.</summary>
/// <remarks>Source: Zellers et al., ACL 2019; the cleaning is the harness' hellaswag/utils.py.</remarks>
[Named("hellaswag")]
internal sealed class HellaSwagPorts : TaskPorts
{
    public override IReadOnlyDictionary<string, Func<IReadOnlyList<object?>, object?>> Functions { get; } = new Dictionary<string, Func<IReadOnlyList<object?>, object?>>
    {
        ["hellaswag/utils.process_docs"] = OnDocuments(Process),
    };

    private static PythonDictionary Process(PythonDictionary document) => new()
    {
        ["query"] = Clean($"{Text(document, "activity_label")}: {Text(document, "ctx_a")} {Casing.Capitalize(Text(document, "ctx_b"))}"),
        ["choices"] = PythonOperators.Iterate(document["endings"]).Select(object? (e) => Clean((string)e!)).ToList(),
        ["gold"] = long.Parse(Text(document, "label")),
    };

    private static string Clean(string text)
    {
        text = PythonStrings.Strip(text).Replace(" [title]", ". ", StringComparison.Ordinal);
        return PythonRegex.Substitute(@"\[.*?\]", "", text).Replace("  ", " ", StringComparison.Ordinal);
    }
}
