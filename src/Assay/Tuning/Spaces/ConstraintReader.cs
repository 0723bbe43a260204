using System.Globalization;

namespace Assay.Tuning.Spaces;

/// <summary>Reads the text of a parameter constraint by recursive descent.</summary>
internal sealed class ConstraintReader(string text)
{
    private static readonly string[] comparisons = ["<=", ">=", "<", ">"];

    private readonly List<string> names = [];
    private int at;

    /// <summary>The parameters named so far.</summary>
    internal IReadOnlyList<string> Names => names;

    internal (Func<Configuration, double> Left, string Comparison, Func<Configuration, double> Right) Comparison()
    {
        var left = Sum();
        var comparison = comparisons.FirstOrDefault(Take) ?? throw Fault("one of < <= > >=");
        var right = Sum();
        Skip();
        return at == text.Length ? (left, comparison, right) : throw Fault("the end");
    }

    private Func<Configuration, double> Sum()
    {
        var value = Product();
        while (true)
        {
            var (sum, add) = (value, Take("+"));
            if (!add && !Take("-"))
            {
                return value;
            }

            var next = Product();
            value = add ? c => sum(c) + next(c) : c => sum(c) - next(c);
        }
    }

    private Func<Configuration, double> Product()
    {
        var value = Power();
        while (true)
        {
            var (product, times) = (value, Take("*"));
            if (!times && !Take("/"))
            {
                return value;
            }

            var next = Power();
            value = times ? c => product(c) * next(c) : c => product(c) / next(c);
        }
    }

    private Func<Configuration, double> Power()
    {
        if (Take("-"))
        {
            var negated = Power();
            return c => -negated(c);
        }

        var value = Atom();
        if (!Take("^"))
        {
            return value;
        }

        var exponent = Power();
        return c => Math.Pow(value(c), exponent(c));
    }

    private Func<Configuration, double> Atom()
    {
        if (Take("("))
        {
            return Closed(Sum());
        }

        Skip();
        var start = at;
        if (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.'))
        {
            return Number();
        }

        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '.'))
        {
            at++;
        }

        var name = text[start..at];
        return name.Length == 0 ? throw Fault("a number, a parameter or \"(\"") : Take("(") ? Function(name, start) : Parameter(name);
    }

    private Func<Configuration, double> Number()
    {
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '.' || (text[at] is '-' or '+' && text[at - 1] is 'e' or 'E')))
        {
            at++;
        }

        if (!double.TryParse(text[start..at], NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            at = start;
            throw Fault("a number");
        }

        return _ => number;
    }

    private Func<Configuration, double> Function(string name, int start)
    {
        var first = Sum();
        if (name is "min" or "max")
        {
            var second = Take(",") ? Sum() : throw Fault("a comma");
            return Closed(name == "min" ? c => Math.Min(first(c), second(c)) : c => Math.Max(first(c), second(c)));
        }

        Func<double, double>? function = name switch { "abs" => Math.Abs, "exp" => Math.Exp, "log" => Math.Log, "sqrt" => Math.Sqrt, _ => null };
        if (function is null)
        {
            at = start;
            throw Fault("one of the functions abs, exp, log, sqrt, min, max");
        }

        return Closed(c => function(first(c)));
    }

    private Func<Configuration, double> Parameter(string name)
    {
        names.Add(name);
        return c => c.Number(name);
    }

    private Func<Configuration, double> Closed(Func<Configuration, double> value) => Take(")") ? value : throw Fault("\")\"");

    private bool Take(string symbol)
    {
        Skip();
        if (string.CompareOrdinal(text, at, symbol, 0, symbol.Length) != 0)
        {
            return false;
        }

        at += symbol.Length;
        return true;
    }

    private void Skip()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }
    }

    private AssayException Fault(string expected) => new(
        "usage.space-constraint", $"Constraint \"{text}\": expected {expected} at character {at + 1}, found {(at < text.Length ? $"\"{text[at..]}\"" : "the end")}.");
}
