using System.Text.Json;
using Assay.Numerics;

namespace Assay.Tuning.Spaces;

/// <summary>What may be tried: parameters, when they count, and what must hold among them; immutable.</summary>
public sealed class Space
{
    // A draw that breaks a constraint is drawn again so often; then the space is taken for (nearly) empty.
    private const int MostDraws = 10_000;

    private readonly Dictionary<string, int> positions = new(StringComparer.Ordinal);
    private readonly (int Parent, bool[] Choices)[][] conditions;

    /// <summary>A space of these parameters.</summary>
    /// <param name="dimensions">Parents of conditions come before their children.</param>
    /// <param name="constraints">Must hold in every configuration tried.</param>
    /// <exception cref="AssayException"><c>usage.space-name</c>, <c>usage.space-condition</c>, <c>usage.space-constraint</c>.</exception>
    public Space(IReadOnlyList<Dimension> dimensions, params IReadOnlyList<ParameterConstraint> constraints)
    {
        Dimensions = [.. dimensions];
        Constraints = [.. constraints];
        conditions = new (int, bool[])[dimensions.Count][];
        for (var i = 0; i < dimensions.Count; i++)
        {
            conditions[i] = [.. dimensions[i].When.Select(c => Bind(dimensions[i], c))];
            if (dimensions[i].Name.Length == 0 || !positions.TryAdd(dimensions[i].Name, i))
            {
                throw new AssayException("usage.space-name", $"A space needs a name for every parameter, each once; \"{dimensions[i].Name}\" is there twice or empty.");
            }
        }

        foreach (var constraint in constraints)
        {
            constraint.CheckNames(positions.Keys);
        }
    }

    /// <summary>The parameters, parents before children.</summary>
    public IReadOnlyList<Dimension> Dimensions { get; }

    /// <summary>What must hold among the parameters.</summary>
    public IReadOnlyList<ParameterConstraint> Constraints { get; }

    /// <summary>Whether some parameters count only for some choices of others.</summary>
    public bool IsConditional => Dimensions.Any(d => d.When.Count > 0);

    /// <summary>Positions of the parameters other ones depend on.</summary>
    internal IEnumerable<int> Parents => conditions.SelectMany(c => c).Select(c => c.Parent).Distinct();

    /// <summary>Reads a space from a YAML file.</summary>
    /// <exception cref="AssayException"><c>data.file-missing</c>, and those of <see cref="Parse"/>.</exception>
    public static Space Read(string path) => File.Exists(path)
        ? Parse(File.ReadAllText(path), path)
        : throw new AssayException("data.file-missing", $"There is no file \"{path}\". A space looks like: parameters: {{lr: {{type: float, low: 1e-5, high: 1, log: true}}}}");

    /// <summary>Reads a space from YAML text.</summary>
    /// <param name="yaml"><c>parameters: {name: {type: float|int|category|ordinal, low, high, log, step, choices, when: {parent: [choices]}}}</c>, <c>constraints: ["a &lt; b"]</c>.</param>
    /// <param name="source">Where it is from, for messages.</param>
    /// <exception cref="AssayException"><c>usage.space-...</c> with the line and what is allowed there.</exception>
    public static Space Parse(string yaml, string source = "the space") => new SpaceYaml(source).Read(yaml);

    /// <summary>The position of a parameter; -1 when there is none of that name.</summary>
    public int IndexOf(string name) => positions.GetValueOrDefault(name, -1);

    /// <summary>A configuration drawn evenly from what is allowed.</summary>
    /// <exception cref="AssayException"><c>usage.space-empty</c> when no draw of many keeps the constraints.</exception>
    public Configuration Draw(SeededRandom random)
    {
        for (var draw = 0; draw < MostDraws; draw++)
        {
            var drawn = Draw(_ => random.NextDouble());
            if (Allows(drawn))
            {
                return drawn;
            }
        }

        throw new AssayException(
            "usage.space-empty",
            $"None of {MostDraws} random configurations keeps the constraints ({string.Join("; ", Constraints)}). Widen the limits or rewrite the constraint as a parameter.");
    }

    /// <summary>Whether every constraint holds.</summary>
    public bool Allows(Configuration configuration) => Constraints.All(c => c.Holds(configuration));

    /// <summary>A configuration from texts by name; parameters that do not count may be left out.</summary>
    /// <exception cref="AssayException"><c>usage.parameter-value</c>, <c>usage.parameter-missing</c>, <c>usage.parameter-unknown</c>.</exception>
    public Configuration Configure(IReadOnlyDictionary<string, string> values)
    {
        if (values.Keys.FirstOrDefault(k => IndexOf(k) < 0) is { } unknown)
        {
            throw new AssayException("usage.parameter-unknown", $"The space has no parameter \"{unknown}\".{Spelling.DidYouMean(unknown, positions.Keys)}");
        }

        var codes = new double[Dimensions.Count];
        Array.Fill(codes, double.NaN);
        for (var i = 0; i < codes.Length; i++)
        {
            if (Counts(i, codes))
            {
                codes[i] = values.TryGetValue(Dimensions[i].Name, out var text)
                    ? Dimensions[i].Code(text)
                    : throw new AssayException("usage.parameter-missing", $"The configuration lacks parameter \"{Dimensions[i].Name}\".");
            }
        }

        return new Configuration(this, codes);
    }

    /// <summary>The space with one parameter more.</summary>
    public Space With(Dimension dimension) => new([.. Dimensions, dimension], Constraints);

    /// <summary>The space with more choices for a category or ordinal parameter; earlier trials stay valid.</summary>
    public Space WithChoices(string name, params IReadOnlyList<string> more) =>
        new([.. Dimensions.Select(d => d.Name == name ? d.With(more) : d)], Constraints);

    /// <summary>The space as YAML in JSON's style, which <see cref="Parse"/> reads back.</summary>
    public override string ToString()
    {
        var parameters = string.Join(", ", Dimensions.Select(d => $"{JsonSerializer.Serialize(d.Name, JsonRules.Compact)}: {d}"));
        return $"{{\"parameters\": {{{parameters}}}, \"constraints\": {JsonSerializer.Serialize(Constraints.Select(c => c.Text), JsonRules.Compact)}}}";
    }

    /// <summary>The same configuration in this space, which has at least its parameters and choices.</summary>
    internal Configuration Adopt(Configuration other) => ReferenceEquals(other.Space, this)
        ? other
        : new Configuration(this, [.. Dimensions.Select(d => other.Space.IndexOf(d.Name) is >= 0 and var at ? other.Codes[at] : double.NaN)]);

    /// <summary>A configuration from a number in [0, 1) a dimension; even over choices.</summary>
    internal Configuration Draw(Func<int, double> unit)
    {
        var codes = new double[Dimensions.Count];
        for (var i = 0; i < codes.Length; i++)
        {
            codes[i] = Dimensions[i].FromUnit(unit(i));
        }

        return new Configuration(this, codes);
    }

    /// <summary>A configuration from unit positions (categories as positions); what does not count may be anything.</summary>
    internal Configuration FromUnits(ReadOnlySpan<double> units)
    {
        var codes = new double[Dimensions.Count];
        for (var i = 0; i < codes.Length; i++)
        {
            codes[i] = Dimensions[i].Kind == DimensionKind.Category ? units[i] : Dimensions[i].FromUnit(units[i]);
        }

        return new Configuration(this, codes);
    }

    /// <summary>Whether the conditions of a parameter hold, given the codes of those before it.</summary>
    internal bool Counts(int dimension, ReadOnlySpan<double> codes)
    {
        foreach (var (parent, choices) in conditions[dimension])
        {
            if (double.IsNaN(codes[parent]) || !choices[(int)codes[parent]])
            {
                return false;
            }
        }

        return true;
    }

    private (int Parent, bool[] Choices) Bind(Dimension child, Condition condition)
    {
        if (!positions.TryGetValue(condition.Parent, out var at) || Dimensions[at].Choices.Count == 0)
        {
            throw new AssayException(
                "usage.space-condition",
                $"Parameter \"{child.Name}\" counts only for some \"{condition.Parent}\", which must be a category or ordinal parameter declared before it.{Spelling.DidYouMean(condition.Parent, positions.Keys)}");
        }

        var parent = Dimensions[at];
        var unknown = condition.Choices.FirstOrDefault(c => !parent.Choices.Contains(c));
        return unknown is null && condition.Choices.Count > 0
            ? (at, [.. parent.Choices.Select(c => condition.Choices.Contains(c))])
            : throw new AssayException(
                "usage.space-condition",
                $"Parameter \"{child.Name}\": \"{parent.Name}\" has no choice \"{unknown}\" (choices: {string.Join(", ", parent.Choices)}).{Spelling.DidYouMean(unknown ?? "", parent.Choices)}");
    }
}
