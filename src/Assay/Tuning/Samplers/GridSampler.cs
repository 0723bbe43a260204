using Assay.Numerics;
using Assay.Tuning.Spaces;

namespace Assay.Tuning.Samplers;

/// <summary>Walks through a grid: every choice, every step, five positions of a number without steps; after the last point it begins anew with random ones.</summary>
[Named("grid")]
public sealed class GridSampler : Sampler
{
    private const int Positions = 5;
    private const long MostSteps = 20;

    /// <inheritdoc/>
    public override Configuration Propose(TrialHistory history, SeededRandom random)
    {
        var space = history.Space;
        var points = history.Remember("grid", space, () => Points(space).Distinct().ToArray());
        var tried = history.Trials.Select(t => t.Configuration).ToHashSet();
        return points.FirstOrDefault(p => !tried.Contains(p)) ?? space.Draw(random);
    }

    // Lowest digits turn fastest. A parameter that does not count leaves equal points behind, which the caller drops.
    private static IEnumerable<Configuration> Points(Space space)
    {
        double[][] codes = [.. space.Dimensions.Select(Codes)];
        var digits = new int[codes.Length];
        for (var more = true; more;)
        {
            var point = new Configuration(space, [.. codes.Select((c, i) => c[digits[i]])]);
            if (space.Allows(point))
            {
                yield return point;
            }

            more = false;
            for (var i = digits.Length - 1; i >= 0 && !more; i--)
            {
                digits[i] = (digits[i] + 1) % codes[i].Length;
                more = digits[i] > 0;
            }
        }
    }

    private static double[] Codes(Dimension dimension)
    {
        var count = dimension.Count is > 0 and <= MostSteps ? (int)dimension.Count : Positions;
        return dimension.Kind == DimensionKind.Category
            ? [.. Enumerable.Range(0, dimension.Choices.Count).Select(c => (double)c)]
            : [.. Enumerable.Range(0, count).Select(p => dimension.FromUnit(count == dimension.Count ? (p + 0.5) / count : p / (count - 1.0))).Distinct()];
    }
}
