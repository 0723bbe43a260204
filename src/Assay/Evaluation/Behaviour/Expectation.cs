using System.Globalization;
using System.Text.RegularExpressions;

namespace Assay.Evaluation.Behaviour;

/// <summary>What somebody who knows the field expects of a model, such as <c>income up => probability of default not up</c>.</summary>
/// <param name="Text">As it was written.</param>
/// <param name="Moves">What changes, at least one column.</param>
/// <param name="Effect">What the prediction does.</param>
internal sealed partial record Expectation(string Text, IReadOnlyList<ColumnMove> Moves, ExpectedEffect Effect)
{
    /// <summary>How one is written, for messages.</summary>
    public const string Grammar = "\"income up => probability of default not up\": a column up or down (by 10, by 5 %), from A to B, or = A, several joined by \"and\", perhaps \"at any\" other column; then \"=>\", \"prediction\" or \"probability of\" a class, and up, down, not up, not down or unchanged, perhaps \"within 0.02\". Names with blanks may stand in quotes";

    /// <summary>The class whose probability is meant; null for the positive one, or the value.</summary>
    public string? Class { get; private init; }

    /// <summary>The column over whose values a sweep is repeated; null for none.</summary>
    public string? AtAny { get; private init; }

    /// <summary>How far the wrong way is still accepted, in the prediction's own unit; null when it is not said.</summary>
    public double? Within { get; private init; }

    /// <summary>Reads an expectation.</summary>
    /// <exception cref="AssayException"><c>suite.expectation-syntax</c>.</exception>
    public static Expectation Read(string text)
    {
        var sides = text.Split("=>", StringSplitOptions.TrimEntries);
        var effect = sides.Length == 2 ? EffectForm().Match(sides[1]) : Match.Empty;
        var change = sides.Length == 2 ? ChangeForm().Match(sides[0]) : Match.Empty;
        if (!effect.Success || !change.Success)
        {
            throw Wrong(text, "");
        }

        var moves = And().Split(change.Groups["moves"].Value).Select(m => Move(text, m.Trim())).ToArray();
        var sweeps = moves.Count(m => m.IsSweep);
        if (sweeps > 0 && moves.Length > 1)
        {
            throw Wrong(text, " Several columns at once need amounts, as in \"income up by 10 % and debt down by 5 %\".");
        }

        if (change.Groups["any"].Success && sweeps == 0)
        {
            throw Wrong(text, " \"at any\" belongs to a column that goes up or down without an amount.");
        }

        return new Expectation(text, moves, EffectOf(effect.Groups["effect"].Value))
        {
            Class = effect.Groups["class"].Success ? Unquoted(effect.Groups["class"].Value) : null,
            AtAny = change.Groups["any"].Success ? Unquoted(change.Groups["any"].Value) : null,
            Within = effect.Groups["within"].Success ? Number(text, effect.Groups["within"].Value) : null,
        };
    }

    private static ColumnMove Move(string text, string move)
    {
        var match = MoveForm().Match(move);
        if (!match.Success)
        {
            throw Wrong(text, $" \"{move}\" is no change of a column.");
        }

        var column = Unquoted(match.Groups["column"].Value);
        if (match.Groups["direction"].Success)
        {
            var by = match.Groups["by"].Success ? Number(text, match.Groups["by"].Value) : double.NaN;
            var share = match.Groups["percent"].Success;
            return new ColumnMove(column, match.Groups["direction"].Value == "up" ? 1 : -1) { By = share ? by / 100 : by, IsShare = share };
        }

        return new ColumnMove(column, 0) { From = match.Groups["from"].Success ? Unquoted(match.Groups["from"].Value) : null, To = Unquoted(match.Groups["to"].Value) };
    }

    private static ExpectedEffect EffectOf(string words) => Blanks().Replace(words, " ") switch
    {
        "up" => ExpectedEffect.Up,
        "down" => ExpectedEffect.Down,
        "not up" => ExpectedEffect.NotUp,
        "not down" => ExpectedEffect.NotDown,
        _ => ExpectedEffect.Unchanged,
    };

    private static double Number(string text, string number) =>
        double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) && value >= 0 ? value : throw Wrong(text, $" \"{number}\" is no number of at least 0.");

    private static string Unquoted(string name) => name.Trim() is ['"', .. var inner, '"'] ? inner : name.Trim();

    private static AssayException Wrong(string text, string why) => new("suite.expectation-syntax", $"The expectation \"{text}\" cannot be read.{why} Write it like {Grammar}.");

    [GeneratedRegex(@"^(?<moves>.+?)(?:\s+at\s+any\s+(?<any>""[^""]+""|.+?))?$")]
    private static partial Regex ChangeForm();

    [GeneratedRegex(@"\s+and\s+(?=(?:[^""]*""[^""]*"")*[^""]*$)")]
    private static partial Regex And();

    [GeneratedRegex(@"^(?<column>""[^""]+""|.+?)(?:\s+(?<direction>up|down)(?:\s+by\s+(?<by>[0-9.eE+-]+)\s*(?<percent>%)?)?|\s+from\s+(?<from>""[^""]+""|.+?)\s+to\s+(?<to>""[^""]+""|.+?)|\s*=\s*(?<to>""[^""]+""|.+?))$")]
    private static partial Regex MoveForm();

    [GeneratedRegex(@"^(?:prediction|value|probability(?:\s+of\s+(?<class>""[^""]+""|.+?))?)\s+(?<effect>not\s+up|not\s+down|up|down|unchanged)(?:\s+within\s+(?<within>\S+))?$")]
    private static partial Regex EffectForm();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
