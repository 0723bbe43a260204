namespace Assay.Evaluation.Slices;

/// <summary>One column that slices may be described by: a code a row, and what each code means.</summary>
/// <remarks>Missing cells have a code of their own, so a slice may be "age is missing". A rare code stays a code: the support decides.</remarks>
public sealed record SliceColumn
{
    /// <summary>Makes a column.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="codes">One code a row, from 0 to the number of values less 1.</param>
    /// <param name="values">The condition each code stands for.</param>
    /// <exception cref="ArgumentException">A code has no value.</exception>
    public SliceColumn(string name, int[] codes, IReadOnlyList<SlicePredicate> values)
    {
        ArgumentNullException.ThrowIfNull(codes);
        ArgumentNullException.ThrowIfNull(values);
        var bad = Array.FindIndex(codes, c => (uint)c >= (uint)values.Count);
        if (bad >= 0)
        {
            throw new ArgumentException($"Row {bad} of column \"{name}\" has code {codes[bad]}, but codes are 0 to {values.Count - 1}.", nameof(codes));
        }

        (Name, Codes, Values) = (name, codes, values);
    }

    /// <summary>The column's name.</summary>
    public string Name { get; }

    /// <summary>One code a row.</summary>
    public int[] Codes { get; }

    /// <summary>The condition each code stands for.</summary>
    public IReadOnlyList<SlicePredicate> Values { get; }

    /// <summary>A column of names: the conditions read <c>name = value</c>.</summary>
    public static SliceColumn OfNames(string name, int[] codes, IReadOnlyList<string> names) =>
        new(name, codes, [.. names.Select(v => Equal(name, v))]);

    internal static SlicePredicate Equal(string name, string value) => new(name, value, $"{name} = {value}");

    internal static SlicePredicate Missing(string name) => new(name, null, $"{name} is missing");
}
