using Assay.Data;

namespace Assay.Evaluation.Perturbations;

/// <summary>Which columns of a table are the pixels of a small image, row of pixels after row of pixels.</summary>
/// <param name="Columns">Names, <paramref name="Width"/> x <paramref name="Height"/> of them.</param>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
public sealed record ImageLayout(IReadOnlyList<string> Columns, int Width, int Height)
{
    private const int FewestPixels = 16;

    /// <summary>Finds the pixels: at least 16 columns of numbers (or of names that are numbers, as of a pixel that is only ever 0 or 1) whose names differ in a number only, without a gap, such as <c>p00</c> to <c>p63</c>.</summary>
    /// <param name="data">The table.</param>
    /// <param name="pattern">What their names begin with; null to look for the largest such family.</param>
    /// <param name="width">Pixels across; 0 for a square.</param>
    /// <returns>Null when no columns are like that, or their number does not fit the width.</returns>
    public static ImageLayout? Find(Dataset data, string? pattern = null, int width = 0)
    {
        ArgumentNullException.ThrowIfNull(data);
        var family = data.Columns.Where(Pixels.AreIn)
            .Select(c => (c.Name, Stem: c.Name.TrimEnd(Digits), Number: NumberOf(c.Name)))
            .Where(c => c.Number >= 0 && c.Name != data.Schema.First(s => s.Role == ColumnRole.Target).Name && (pattern is null || c.Stem.StartsWith(pattern.TrimEnd('*'), StringComparison.Ordinal)))
            .GroupBy(c => c.Stem, StringComparer.Ordinal)
            .Select(g => g.OrderBy(c => c.Number).ToArray())
            .Where(g => g.Length >= (pattern is null ? FewestPixels : 1) && g[^1].Number - g[0].Number == g.Length - 1)
            .MaxBy(g => g.Length);
        if (family is null)
        {
            return null;
        }

        var across = width > 0 ? width : (int)Math.Round(Math.Sqrt(family.Length));
        var fits = width > 0 ? family.Length % width == 0 : across * across == family.Length;
        return fits ? new([.. family.Select(c => c.Name)], across, family.Length / across) : null;
    }

    private static char[] Digits => ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

    private static int NumberOf(string name)
    {
        var digits = name.Length - name.TrimEnd(Digits).Length;
        return digits is > 0 and < 9 ? int.Parse(name.AsSpan(name.Length - digits), System.Globalization.CultureInfo.InvariantCulture) : -1;
    }
}
