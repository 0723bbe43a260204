using System.Globalization;
using Assay.Evaluation.Checks;

namespace Assay.Evaluation.Behaviour;

/// <summary>One map of a suite file, such as a hand-written case, with messages that say where it stands.</summary>
/// <param name="Check">The check's name.</param>
/// <param name="Setting">The setting that holds the map.</param>
/// <param name="Values">Its values.</param>
internal sealed record SuiteMap(string Check, string Setting, IReadOnlyDictionary<string, object> Values)
{
    // The beginning of messages: the place in the file, where there is one.
    private string At { get; init; } = "";

    /// <summary>The maps of a setting.</summary>
    public static IReadOnlyList<SuiteMap> Of(CheckSettings settings, string setting) => [.. settings.Maps(setting).Select(m => new SuiteMap(settings.Check, setting, m) { At = settings.At(setting) })];

    /// <summary>Refuses other names than these.</summary>
    /// <exception cref="AssayException"><c>suite.setting-unknown</c>.</exception>
    public SuiteMap Knowing(params string[] names)
    {
        foreach (var name in Values.Keys.Where(k => !names.Contains(k)))
        {
            throw new AssayException("suite.setting-unknown", $"{At}An entry of \"{Setting}\" of check {Check} has \"{name}\", which it does not know.{Spelling.DidYouMean(name, names)} Known: {string.Join(", ", names)}.");
        }

        return this;
    }

    /// <summary>The text; null when it is not there.</summary>
    public string? Text(string name) => Values.GetValueOrDefault(name) switch
    {
        null => null,
        string text => text,
        _ => throw Wrong(name, "one text"),
    };

    /// <summary>The text, which must be there.</summary>
    public string Needed(string name) => Text(name) ?? throw new AssayException("suite.setting-missing", $"{At}An entry of \"{Setting}\" of check {Check} needs \"{name}\".");

    /// <summary>The number; null when it is not there.</summary>
    public double? Number(string name) => Text(name) is not { } text ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : throw Wrong(name, "a number");

    /// <summary>Two numbers, the first not above the second; null when they are not there.</summary>
    public (double Low, double High)? Range(string name)
    {
        if (!Values.TryGetValue(name, out var value))
        {
            return null;
        }

        double[] numbers = value is IReadOnlyList<object> { Count: 2 } list
            ? [.. list.Select(l => double.TryParse(l as string, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN)]
            : [];
        return numbers is [var low, var high] && low <= high ? (low, high) : throw Wrong(name, "a list of two numbers, the smaller first");
    }

    /// <summary>The texts of a map inside, by name; empty when it is not there.</summary>
    public IReadOnlyDictionary<string, string> Inner(string name) => Values.GetValueOrDefault(name) switch
    {
        null => new Dictionary<string, string>(),
        IReadOnlyDictionary<string, object> inner when inner.Values.All(v => v is string) => inner.ToDictionary(v => v.Key, v => (string)v.Value),
        _ => throw Wrong(name, "a map of column names and cells"),
    };

    private AssayException Wrong(string name, string expected) => new("suite.setting-wrong", $"{At}\"{name}\" in an entry of \"{Setting}\" of check {Check} must be {expected}.");
}
