using System.Globalization;

namespace Assay.Evaluation.Checks;

/// <summary>Values set for one run of a check; texts, lists of texts and nested maps as a suite file holds them. Immutable.</summary>
/// <param name="Check">The check's name, for messages.</param>
/// <param name="Values">By kebab-case name: a <see cref="string"/>, a list of values, or a map of values.</param>
public sealed record CheckSettings(string Check, IReadOnlyDictionary<string, object> Values)
{
    /// <summary>Where they stand in a suite file; null for those a program made.</summary>
    internal SuitePlace? Source { get; init; }

    /// <summary>No values.</summary>
    public static CheckSettings None(string check) => new(check, new Dictionary<string, object>());

    /// <summary>The same with one more value: a text, a number, or texts.</summary>
    public CheckSettings With(string name, object value) => this with { Values = new SortedDictionary<string, object>(Values.ToDictionary(), StringComparer.Ordinal) { [name] = Plain(value) } };

    /// <summary>The text; <paramref name="otherwise"/> when it is not set.</summary>
    public string Text(string name, string otherwise) => Values.TryGetValue(name, out var value) ? value as string ?? throw Wrong(name, "one text", value) : otherwise;

    /// <summary>The texts; one text counts as a list of one; empty when not set.</summary>
    public IReadOnlyList<string> Texts(string name) => Values.GetValueOrDefault(name) switch
    {
        null => [],
        string one => [one],
        IReadOnlyList<object> list when list.All(l => l is string) => [.. list.Cast<string>()],
        var value => throw Wrong(name, "a list of texts", value),
    };

    /// <summary>The number; <paramref name="otherwise"/> when it is not set.</summary>
    /// <param name="name">The setting.</param>
    /// <param name="otherwise">When it is not set.</param>
    /// <param name="low">The smallest that makes sense.</param>
    /// <param name="high">The largest that makes sense.</param>
    public double Number(string name, double otherwise, double low = double.NegativeInfinity, double high = double.PositiveInfinity) =>
        Values.TryGetValue(name, out var value) ? Parsed(name, value, low, high) : otherwise;

    /// <summary>The numbers; empty when not set.</summary>
    public IReadOnlyList<double> Numbers(string name) =>
        [.. Texts(name).Select(t => Parsed(name, t, double.NegativeInfinity, double.PositiveInfinity))];

    /// <summary>The maps of a list, such as hand-written cases; empty when not set.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, object>> Maps(string name) => Values.GetValueOrDefault(name) switch
    {
        null => [],
        IReadOnlyDictionary<string, object> one => [one],
        IReadOnlyList<object> list when list.All(l => l is IReadOnlyDictionary<string, object>) => [.. list.Cast<IReadOnlyDictionary<string, object>>()],
        var value => throw Wrong(name, "a list of maps", value),
    };

    /// <summary>Refuses names the check does not know.</summary>
    /// <exception cref="AssayException"><c>suite.setting-unknown</c>, with the nearest name; <c>suite.setting-missing</c>.</exception>
    public void Verify(IReadOnlyList<CheckSetting> known)
    {
        foreach (var name in Values.Keys.Where(name => known.All(k => k.Name != name)))
        {
            throw new AssayException(
                "suite.setting-unknown", $"{At(name)}Check {Check} has no setting \"{name}\".{Spelling.DidYouMean(name, known.Select(k => k.Name))} Known: {string.Join(", ", known.Select(k => k.Name))}.");
        }

        foreach (var missing in known.Where(k => k.Otherwise is null && !Values.ContainsKey(k.Name)))
        {
            throw new AssayException("suite.setting-missing", $"{At(null)}Check {Check} needs the setting \"{missing.Name}\": {missing.Description}.");
        }
    }

    /// <summary>The beginning of a message about a setting (null: about the check): <c>suite.yaml, line 12: </c>; empty for settings a program made.</summary>
    internal string At(string? setting) => Source is { } source ? $"{source.Of(setting)}: " : "";

    /// <summary>The place that a fault of these settings does not name yet; null for other faults.</summary>
    internal string? Place(AssayException fault) =>
        Source is { } source && fault.Code.StartsWith("suite.", StringComparison.Ordinal) && !source.IsNamed(fault.Message) ? source.Of(null) : null;

    private double Parsed(string name, object value, double low, double high) =>
        value is string text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= low && number <= high
            ? number
            : throw Wrong(name, double.IsInfinity(low) && double.IsInfinity(high) ? "a number" : $"a number from {low.ToString("R", CultureInfo.InvariantCulture)} to {high.ToString("R", CultureInfo.InvariantCulture)}", value);

    private AssayException Wrong(string name, string expected, object value) =>
        new("suite.setting-wrong", $"{At(name)}Setting \"{name}\" of check {Check} must be {expected}; found {(value is string text ? $"\"{text}\"" : value is IReadOnlyList<object> ? "a list" : "a map")}.");

    private static object Plain(object value) => value switch
    {
        string text => text,
        IEnumerable<string> texts => (IReadOnlyList<object>)[.. texts],
        IEnumerable<double> numbers => (IReadOnlyList<object>)[.. numbers.Select(n => n.ToString("R", CultureInfo.InvariantCulture))],
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value,
    };
}
