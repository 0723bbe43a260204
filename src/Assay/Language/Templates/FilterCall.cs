using Assay.Language.Python;

namespace Assay.Language.Templates;

/// <summary>The arguments a filter or a test was given.</summary>
internal sealed record FilterCall(string Word, List<object?> Positions, Dictionary<string, object?> Named)
{
    public static FilterCall Of(string word, params object?[] values) => new(word, [.. values], []);

    /// <summary>The argument at a place or by its name, or the value it has otherwise.</summary>
    public object? Get(int at, string name, object? otherwise = null) =>
        at < Positions.Count ? Positions[at] : Named.TryGetValue(name, out var value) ? value : otherwise;

    public int Whole(int at, string name, int otherwise) => PythonOperators.ToIndex(Undefined.Check(Get(at, name, (long)otherwise)));

    public string Text(int at, string name, string otherwise) => TemplateFunctions.Text(Get(at, name, otherwise));

    public bool Truth(int at, string name, bool otherwise) => PythonOperators.Truth(Undefined.Check(Get(at, name, otherwise)));
}
