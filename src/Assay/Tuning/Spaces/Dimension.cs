using System.Globalization;
using System.Text.Json;

namespace Assay.Tuning.Spaces;

/// <summary>One parameter of a search space: its name, its kind and the values it may take.</summary>
/// <remarks>
/// Samplers see a value as a code: a number is its own code, a choice has its position in <see cref="Choices"/>, a parameter that does
/// not count has NaN. A code in turn has a unit position in [0, 1], even on the scale that is searched (the logarithm, whole steps).
/// </remarks>
public sealed record Dimension
{
    private Dimension(string name, DimensionKind kind) => (Name, Kind) = (name, kind);

    /// <summary>The name, as in placeholders and results.</summary>
    public string Name { get; }

    /// <summary>What kind of values it takes.</summary>
    public DimensionKind Kind { get; }

    /// <summary>Smallest number; 0 for choices.</summary>
    public double Low { get; private init; }

    /// <summary>Largest number; the last position for choices.</summary>
    public double High { get; private init; }

    /// <summary>Search on the logarithm; the lower limit is then above 0.</summary>
    public bool Logarithmic { get; private init; }

    /// <summary>Numbers are low, low + step, low + 2 step and so on; 0 for any number, 1 for whole ones unless given.</summary>
    public double Step { get; private init; }

    /// <summary>The words to choose from; empty for numbers.</summary>
    public IReadOnlyList<string> Choices { get; private init; } = [];

    /// <summary>When the parameter counts; all must hold, empty for always.</summary>
    public IReadOnlyList<Condition> When { get; private init; } = [];

    /// <summary>Whether values have an order.</summary>
    public bool IsOrdered => Kind != DimensionKind.Category;

    /// <summary>How many values there are; 0 when they cannot be counted.</summary>
    public long Count => Kind == DimensionKind.Float && Step == 0 ? 0 : (long)Math.Floor(((High - Low) / Spacing) + 1e-9) + 1;

    private double Spacing => Step == 0 ? 1 : Step;

    // Whole numbers own half a step on either side, so that rounding gives the outer ones their full share.
    private bool IsCounted => Kind != DimensionKind.Float || Step > 0;

    /// <summary>A number in [low, high].</summary>
    /// <exception cref="AssayException"><c>usage.space-range</c>.</exception>
    public static Dimension Float(string name, double low, double high) => new Dimension(name, DimensionKind.Float) { Low = low, High = high }.Checked();

    /// <summary>A whole number in [low, high].</summary>
    /// <exception cref="AssayException"><c>usage.space-range</c>.</exception>
    public static Dimension Int(string name, long low, long high) =>
        new Dimension(name, DimensionKind.Int) { Low = low, High = high, Step = 1 }.Checked();

    /// <summary>One of these words, in no order.</summary>
    /// <exception cref="AssayException"><c>usage.space-choices</c>.</exception>
    public static Dimension Category(string name, params IReadOnlyList<string> choices) => Chosen(name, DimensionKind.Category, choices);

    /// <summary>One of these words, in this order.</summary>
    /// <exception cref="AssayException"><c>usage.space-choices</c>.</exception>
    public static Dimension Ordinal(string name, params IReadOnlyList<string> choices) => Chosen(name, DimensionKind.Ordinal, choices);

    /// <summary>The same, searched on the logarithm.</summary>
    /// <exception cref="AssayException"><c>usage.space-range</c> unless it is a number whose lower limit is above 0.</exception>
    public Dimension Log() => (this with { Logarithmic = true }).Checked();

    /// <summary>The same, in steps from the lower limit.</summary>
    /// <exception cref="AssayException"><c>usage.space-range</c>.</exception>
    public Dimension By(double step) => (this with { Step = step }).Checked();

    /// <summary>The same, counting only when the parent has one of these choices; several conditions must all hold.</summary>
    public Dimension OnlyWhen(string parent, params IReadOnlyList<string> choices) => this with { When = [.. When, new Condition(parent, choices)] };

    /// <summary>The same without conditions.</summary>
    internal Dimension Always() => this with { When = [] };

    /// <summary>The same with more choices at the end; positions of the known ones stay.</summary>
    /// <exception cref="AssayException"><c>usage.space-choices</c>.</exception>
    public Dimension With(params IReadOnlyList<string> more) => Chosen(Name, Kind, [.. Choices, .. more.Except(Choices)]) with { When = When };

    /// <summary>The nearest code to a unit position in [0, 1].</summary>
    public double FromUnit(double unit)
    {
        var inside = Math.Clamp(unit, 0, 1);
        if (!IsCounted)
        {
            return Math.Clamp(Logarithmic ? Math.Exp(Between(Math.Log(Low), Math.Log(High), inside)) : Between(Low, High, inside), Low, High);
        }

        var half = Spacing / 2;
        var value = Logarithmic ? Math.Exp(Between(LogLow, Math.Log(High + half), inside)) : Between(Low - half, High + half, inside);
        return Nearest(value);
    }

    /// <summary>The unit position of a code; NaN of NaN.</summary>
    public double ToUnit(double code)
    {
        if (!IsCounted)
        {
            return High == Low ? 0.5 : Logarithmic ? Math.Log(code / Low) / Math.Log(High / Low) : (code - Low) / (High - Low);
        }

        var half = Spacing / 2;
        return Logarithmic
            ? (Math.Log(code) - LogLow) / (Math.Log(High + half) - LogLow)
            : (code - Low + half) / (High - Low + Spacing);
    }

    /// <summary>The value as users see it: a double, a long, or a word.</summary>
    public object Value(double code) => Kind switch
    {
        DimensionKind.Float => code,
        DimensionKind.Int => (long)code,
        _ => Choices[(int)code],
    };

    /// <summary>The value as text, round-trip exact, invariant culture.</summary>
    public string Text(double code) => Kind switch
    {
        DimensionKind.Float => code.ToString("R", CultureInfo.InvariantCulture),
        DimensionKind.Int => ((long)code).ToString(CultureInfo.InvariantCulture),
        _ => Choices[(int)code],
    };

    /// <summary>The code of a value given as text.</summary>
    /// <exception cref="AssayException"><c>usage.parameter-value</c> when it is none of the dimension's.</exception>
    public double Code(string text)
    {
        if (Choices.Count > 0)
        {
            var position = Choices.ToList().IndexOf(text);
            return position >= 0 ? position : throw Wrong(text, $"one of {string.Join(", ", Choices)}");
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= Low && number <= High
            && (Kind != DimensionKind.Int || number == Math.Floor(number))
            ? number
            : throw Wrong(text, $"a {(Kind == DimensionKind.Int ? "whole " : "")}number from {Plain(Low)} to {Plain(High)}");
    }

    /// <summary>The dimension as it stands in a YAML space, in JSON's style.</summary>
    public override string ToString()
    {
        var entries = new Dictionary<string, object> { ["type"] = Kind.ToString().ToLowerInvariant() };
        if (Choices.Count > 0)
        {
            entries["choices"] = Choices;
        }
        else
        {
            (entries["low"], entries["high"]) = (Low, High);
            if (Logarithmic)
            {
                entries["log"] = true;
            }

            if (Step > 0)
            {
                entries["step"] = Step;
            }
        }

        if (When.Count > 0)
        {
            entries["when"] = When.GroupBy(c => c.Parent).ToDictionary(g => g.Key, g => g.Select(c => c.Choices).Aggregate((a, b) => [.. a.Intersect(b)]));
        }

        return JsonSerializer.Serialize(entries, JsonRules.Compact);
    }

    private double LogLow => Math.Log(Math.Max(Low - (Spacing / 2), Low / 2));

    private static double Between(double low, double high, double share) => low + ((high - low) * share);

    private static string Plain(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static Dimension Chosen(string name, DimensionKind kind, IReadOnlyList<string> choices) =>
        choices.Count > 0 && choices.Distinct(StringComparer.Ordinal).Count() == choices.Count
            ? new Dimension(name, kind) { Choices = [.. choices], High = choices.Count - 1 }
            : throw new AssayException(
                "usage.space-choices",
                $"Parameter \"{name}\" needs at least one choice and none twice; it has {(choices.Count == 0 ? "none" : string.Join(", ", choices))}.");

    private double Nearest(double value)
    {
        var position = Math.Round((value - Low) / Spacing, MidpointRounding.AwayFromZero);
        return Low + (Math.Clamp(position, 0, Count - 1) * Spacing);
    }

    private AssayException Wrong(string found, string expected) => new("usage.parameter-value", $"Parameter \"{Name}\" takes {expected}, not \"{found}\".");

    private Dimension Checked()
    {
        var fault =
            Choices.Count > 0 ? "only numbers take a logarithm or a step"
            : !double.IsFinite(Low) || !double.IsFinite(High) || Low > High ? $"low must be a number not above high, but it is from {Plain(Low)} to {Plain(High)}"
            : Logarithmic && Low <= 0 ? $"the logarithm needs a low above 0, not {Plain(Low)}"
            : Step < 0 || !double.IsFinite(Step) || (Kind == DimensionKind.Int && Step != Math.Floor(Step)) ? $"the step must be a number above 0{(Kind == DimensionKind.Int ? ", whole for int" : "")}, not {Plain(Step)}"
            : null;
        return fault is null ? this : throw new AssayException("usage.space-range", $"Parameter \"{Name}\": {fault}.");
    }
}
