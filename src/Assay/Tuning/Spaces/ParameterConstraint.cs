namespace Assay.Tuning.Spaces;

/// <summary>A comparison of numbers that every configuration tried must keep, such as <c>low_units &lt;= 2 * high_units</c>.</summary>
/// <remarks>
/// Numbers, parameter names, + - * / ^, parentheses, the functions abs, exp, log, sqrt, min, max and one of &lt; &lt;= &gt; &gt;=. Where a
/// parameter in it does not count, it says nothing. The text is parsed, never executed.
/// </remarks>
public sealed class ParameterConstraint
{
    private readonly Func<Configuration, double> left;
    private readonly Func<Configuration, double> right;
    private readonly string comparison;
    private readonly IReadOnlyList<string> names;

    /// <summary>Reads a constraint.</summary>
    /// <exception cref="AssayException"><c>usage.space-constraint</c>, saying where it cannot be read.</exception>
    public ParameterConstraint(string text)
    {
        Text = text;
        var reader = new ConstraintReader(text);
        (left, comparison, right) = reader.Comparison();
        names = reader.Names;
    }

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>Whether the configuration keeps it.</summary>
    public bool Holds(Configuration configuration)
    {
        var (a, b) = (left(configuration), right(configuration));
        return double.IsNaN(a) || double.IsNaN(b) || comparison switch
        {
            "<" => a < b,
            "<=" => a <= b,
            ">" => a > b,
            _ => a >= b,
        };
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    internal void CheckNames(IReadOnlyCollection<string> known)
    {
        if (names.FirstOrDefault(n => !known.Contains(n)) is { } unknown)
        {
            throw new AssayException("usage.space-constraint", $"Constraint \"{Text}\" names \"{unknown}\", which is no parameter.{Spelling.DidYouMean(unknown, known)}");
        }
    }
}
