using System.Globalization;

namespace Assay.Learners;

/// <summary>Chosen values of a learner's parameters, by kebab-case name; immutable.</summary>
public sealed class Settings
{
    private readonly SortedDictionary<string, string> values = new(StringComparer.Ordinal);

    /// <summary>No choices: the learner's defaults.</summary>
    public static Settings Default { get; } = new([]);

    /// <summary>These choices; the last one of a name wins.</summary>
    public Settings(IEnumerable<KeyValuePair<string, string>> choices)
    {
        foreach (var (name, value) in choices)
        {
            values[name] = value;
        }
    }

    /// <summary>The choices, ordered by name.</summary>
    public IReadOnlyDictionary<string, string> Values => values;

    /// <summary>The number of that name, or the default.</summary>
    public double Number(string name, double otherwise) =>
        values.TryGetValue(name, out var text) ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>The whole number of that name, or the default.</summary>
    public int Whole(string name, int otherwise) => (int)Math.Round(Number(name, otherwise));

    /// <summary>The word of that name, or the default.</summary>
    public string Word(string name, string otherwise) => values.GetValueOrDefault(name, otherwise);

    /// <summary>These settings with one more choice.</summary>
    public Settings With(string name, double value) => With(name, value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>These settings with one more choice.</summary>
    public Settings With(string name, string value) => new(values.Append(new(name, value)));

    /// <inheritdoc/>
    public override string ToString() => string.Join(" ", values.Select(v => $"{v.Key}={v.Value}"));
}
