using System.Collections.Frozen;
using Assay.Language.Python;

namespace Assay.Language.Tasks;

/// <summary>A family of Python functions of the harness' tasks, ported. One file a benchmark, found by <see cref="NamedAttribute"/>.</summary>
internal abstract class TaskPorts
{
    /// <summary>Folder below the task root, module and function, such as <c>hellaswag/utils.process_docs</c>, and what it does with its arguments.</summary>
    public abstract IReadOnlyDictionary<string, Func<IReadOnlyList<object?>, object?>> Functions { get; }

    /// <summary>The port of a hook, or null.</summary>
    public static Func<IReadOnlyList<object?>, object?>? Find(TaskHook hook)
    {
        var parts = hook.Folder.Split('/');
        for (var take = 1; take <= Math.Min(6, parts.Length); take++)
        {
            if (all.Value.TryGetValue($"{string.Join('/', parts[^take..])}/{hook.Function}", out var port))
            {
                return port;
            }
        }

        return null;
    }

    /// <summary>A port over one document.</summary>
    protected static Func<IReadOnlyList<object?>, object?> OnDocument(Func<PythonDictionary, object?> act) => arguments => act((PythonDictionary)arguments[0]!);

    /// <summary>A port of <c>dataset.map(act)</c>: what it returns is laid over the document.</summary>
    protected static Func<IReadOnlyList<object?>, object?> OnDocuments(Func<PythonDictionary, PythonDictionary> act) => arguments =>
        ((List<object?>)arguments[0]!).Select(object? (d) => Over((PythonDictionary)d!, act((PythonDictionary)d!))).ToList();

    /// <summary>A port of <c>dataset.filter(keep)</c>.</summary>
    protected static Func<IReadOnlyList<object?>, object?> Where(Func<PythonDictionary, bool> keep) => arguments =>
        ((List<object?>)arguments[0]!).Where(d => keep((PythonDictionary)d!)).ToList();

    /// <summary>The log-likelihoods of (log-likelihood, is greedy) pairs.</summary>
    protected static double[] Likelihoods(object? results) => [.. PythonOperators.Iterate(results).Select(r => PythonOperators.ToDouble(PythonOperators.Item(r, 0L)))];

    /// <summary>NumPy's argmax: the first of the largest; a NaN counts as largest.</summary>
    public static int Largest(IReadOnlyList<double> values)
    {
        var best = 0;
        for (var i = 0; i < values.Count; i++)
        {
            if (double.IsNaN(values[i]))
            {
                return i;
            }

            best = values[i] > values[best] ? i : best;
        }

        return best;
    }

    protected static PythonDictionary Over(PythonDictionary document, PythonDictionary more)
    {
        var made = document.Copy();
        foreach (var (key, value) in more.Pairs)
        {
            made[key] = value;
        }

        return made;
    }

    protected static string Text(PythonDictionary document, string key) => PythonText.Str(document[key]);

    private static readonly Lazy<FrozenDictionary<string, Func<IReadOnlyList<object?>, object?>>> all =
        new(() => Catalogue<TaskPorts>.All.SelectMany(p => p.Functions).ToFrozenDictionary(f => f.Key, f => f.Value));
}
