using Assay.Tuning.Spaces;

namespace Assay.Tuning.Surrogates;

/// <summary>Configurations as a surrogate sees them: ordered parameters in [0, 1], categories as positions.</summary>
/// <remarks>
/// A parameter that does not count stands at the middle: the category that switched it off tells the configurations apart already, and
/// a fixed point keeps the kernel positive definite. Its category is -1.
/// </remarks>
internal sealed class SurrogateInput
{
    private const double Absent = 0.5;

    internal SurrogateInput(Space space)
    {
        Space = space;
        Ordered = [.. Enumerable.Range(0, space.Dimensions.Count).Where(i => space.Dimensions[i].IsOrdered)];
        Categories = [.. Enumerable.Range(0, space.Dimensions.Count).Where(i => !space.Dimensions[i].IsOrdered)];
    }

    internal Space Space { get; }

    /// <summary>Positions in the space of the ordered parameters.</summary>
    internal int[] Ordered { get; }

    /// <summary>Positions in the space of the categories.</summary>
    internal int[] Categories { get; }

    internal SurrogatePoint Encode(Configuration configuration) => Encode(configuration.Units);

    internal SurrogatePoint Encode(ReadOnlySpan<double> units)
    {
        var (ordered, categories) = (new double[Ordered.Length], new int[Categories.Length]);
        for (var i = 0; i < ordered.Length; i++)
        {
            var unit = units[Ordered[i]];
            ordered[i] = double.IsNaN(unit) ? Absent : unit;
        }

        for (var j = 0; j < categories.Length; j++)
        {
            var unit = units[Categories[j]];
            categories[j] = double.IsNaN(unit) ? -1 : (int)unit;
        }

        return new SurrogatePoint(ordered, categories);
    }
}
