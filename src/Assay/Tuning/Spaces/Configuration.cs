namespace Assay.Tuning.Spaces;

/// <summary>One value for every parameter of a space that counts; immutable.</summary>
public sealed class Configuration : IEquatable<Configuration>
{
    private readonly double[] codes;
    private readonly double[] units;

    /// <summary>These codes, one a dimension in the space's order; those of parameters that do not count become NaN.</summary>
    public Configuration(Space space, IReadOnlyList<double> codes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(codes.Count, space.Dimensions.Count);
        Space = space;
        this.codes = [.. codes];
        units = new double[this.codes.Length];
        for (var i = 0; i < units.Length; i++)
        {
            var dimension = space.Dimensions[i];
            if (!space.Counts(i, this.codes))
            {
                this.codes[i] = double.NaN;
            }

            units[i] = dimension.Kind == DimensionKind.Category ? this.codes[i] : dimension.ToUnit(this.codes[i]);
        }
    }

    /// <summary>The space it belongs to.</summary>
    public Space Space { get; }

    /// <summary>Codes in the space's order; NaN where the parameter does not count.</summary>
    public ReadOnlySpan<double> Codes => codes;

    /// <summary>Unit positions of ordered parameters, positions of categories, NaN where the parameter does not count.</summary>
    internal ReadOnlySpan<double> Units => units;

    /// <summary>Whether the parameter counts here.</summary>
    public bool Has(string name) => Space.IndexOf(name) is >= 0 and var at && !double.IsNaN(codes[at]);

    /// <summary>The number of that name; NaN when the parameter does not count.</summary>
    public double Number(string name) => codes[At(name)];

    /// <summary>The whole number of that name; it must count.</summary>
    public int Whole(string name) => checked((int)codes[At(name)]);

    /// <summary>The word of that name; it must count.</summary>
    public string Word(string name) => Space.Dimensions[At(name)].Text(codes[At(name)]);

    /// <summary>Names and values (double, long or string) of the parameters that count, in the space's order.</summary>
    public IEnumerable<KeyValuePair<string, object>> Values => Counting().Select(i => KeyValuePair.Create(Space.Dimensions[i].Name, Space.Dimensions[i].Value(codes[i])));

    /// <summary>Names and texts of the parameters that count, in the space's order.</summary>
    public IEnumerable<KeyValuePair<string, string>> Texts => Counting().Select(i => KeyValuePair.Create(Space.Dimensions[i].Name, Space.Dimensions[i].Text(codes[i])));

    /// <inheritdoc/>
    public bool Equals(Configuration? other) => other is not null && codes.AsSpan().SequenceEqual(other.codes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Configuration);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var code in codes)
        {
            hash.Add(code);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(" ", Texts.Select(t => $"{t.Key}={t.Value}"));

    private IEnumerable<int> Counting() => Enumerable.Range(0, codes.Length).Where(i => !double.IsNaN(codes[i]));

    private int At(string name) => Space.IndexOf(name) is >= 0 and var at ? at : throw new ArgumentException($"The space has no parameter \"{name}\".");
}
