namespace Assay.Metrics.Verification;

/// <summary>The library's answer to a case, by the file's keys; each is computed only when the case asks for it.</summary>
internal sealed class Answer
{
    private readonly Dictionary<string, Func<object?>> parts = new(StringComparer.Ordinal);

    /// <summary>Says how to compute one key.</summary>
    public Func<object?> this[string key]
    {
        set => parts[key] = value;
    }

    /// <summary>Whether the key can be computed.</summary>
    public bool Has(string key) => parts.ContainsKey(key);

    /// <summary>Computes one key.</summary>
    public object? Get(string key) => parts[key]();

    /// <summary>Computes everything, for a case that must be refused.</summary>
    public IReadOnlyList<object?> All() => [.. parts.Values.Select(compute => compute())];

    /// <summary>Adds a statistic and its p value under one key.</summary>
    public void Add(string key, Func<Statistics.TestResult> test, string statistic = "stat") =>
        this[key] = () => test() is var result ? new Answer { [statistic] = () => result.Statistic, ["p"] = () => result.P } : null;
}
