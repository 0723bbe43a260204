namespace Assay.Tuning.Stopping;

/// <summary>Says when a study has searched enough. One file each, found by its kebab-case name.</summary>
/// <remarks>On the command line a rule is written <c>name=setting</c>, such as <c>no-improvement=30</c>.</remarks>
public abstract class StoppingRule
{
    /// <summary>The kebab-case name, for example <c>no-improvement</c>.</summary>
    public string Name => Catalogue<StoppingRule>.NameOf(GetType());

    /// <summary>What its setting is, as in help: <c>N</c>, <c>VALUE</c>, <c>TIME</c>.</summary>
    public abstract string Setting { get; }

    /// <summary>One plain sentence why the search should stop now; null to go on.</summary>
    public abstract string? Reason(TrialHistory history);

    /// <summary>Why this rule cannot judge such a search; null when it can.</summary>
    public virtual string? Refuses(IReadOnlyList<Direction> directions) => null;

    /// <summary>The rule with this setting.</summary>
    /// <exception cref="AssayException"><c>usage.stop</c> when the text is none of its settings.</exception>
    public abstract StoppingRule With(string setting);

    /// <summary>Reads <c>name=setting</c>.</summary>
    /// <exception cref="AssayException"><c>usage.stop</c>, <c>usage.unknown-name</c>.</exception>
    public static StoppingRule Parse(string text)
    {
        var parts = text.Split('=', 2);
        var rules = Catalogue<StoppingRule>.All;
        var rule = rules.FirstOrDefault(r => r.Name == parts[0].Trim()) ?? throw new AssayException(
            "usage.stop", $"There is no stopping rule \"{parts[0]}\".{Spelling.DidYouMean(parts[0], rules.Select(r => r.Name))} Known: {string.Join(", ", rules.Select(r => $"{r.Name}={r.Setting}"))}.");
        return parts.Length == 2 ? rule.With(parts[1].Trim()) : throw rule.Wrong("");
    }

    /// <summary>A number above 0 as a setting.</summary>
    private protected double Above0(string setting) => Number(setting) is > 0 and var number ? number : throw Wrong(setting);

    /// <summary>A finite number as a setting.</summary>
    private protected double Number(string setting) =>
        double.TryParse(setting, System.Globalization.CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : throw Wrong(setting);

    /// <summary>A whole number of at least 1 as a setting.</summary>
    private protected int Whole(string setting) => int.TryParse(setting, out var number) && number >= 1 ? number : throw Wrong(setting);

    private protected AssayException Wrong(string setting) => new("usage.stop", $"The stopping rule {Name} is written {Name}={Setting}, not \"{Name}={setting}\".");
}
