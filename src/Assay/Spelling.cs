namespace Assay;

/// <summary>Finds the name a user most likely meant.</summary>
public static class Spelling
{
    /// <summary>" Did you mean "x"?" for the nearest known name, or an empty string when nothing is near.</summary>
    public static string DidYouMean(string typed, IEnumerable<string> known)
    {
        var nearest = Nearest(typed, known);
        return nearest is null ? "" : $" Did you mean \"{nearest}\"?";
    }

    /// <summary>
    /// The known name with the smallest edit distance, if that is at most a third of the typed length (at least 2), not more than the
    /// shorter name has letters, and leaves a letter as it was; before that, the shortest name of which the typed is a whole part, as in
    /// <c>auc</c> for <c>roc-auc</c>.
    /// </summary>
    public static string? Nearest(string typed, IEnumerable<string> known)
    {
        var names = known.ToList();
        return names.Where(name => name.Split('-').Contains(typed, StringComparer.OrdinalIgnoreCase)).OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal).FirstOrDefault()
            ?? ByDistance(typed, names);
    }

    private static string? ByDistance(string typed, IEnumerable<string> known) => known
        .Select(name => (name, distance: Distance(typed.ToLowerInvariant(), name.ToLowerInvariant())))
        .Where(c => c.distance <= Math.Max(2, typed.Length / 3) && c.distance <= Math.Min(typed.Length, c.name.Length) && c.distance < Math.Max(typed.Length, c.name.Length))
        .OrderBy(c => c.distance).ThenBy(c => c.name, StringComparer.Ordinal)
        .FirstOrDefault().name;

    // Levenshtein 1966, one row at a time.
    private static int Distance(string first, string second)
    {
        var row = Enumerable.Range(0, second.Length + 1).ToArray();
        for (var i = 1; i <= first.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= second.Length; j++)
            {
                var above = row[j];
                var replace = diagonal + (first[i - 1] == second[j - 1] ? 0 : 1);
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), replace);
                diagonal = above;
            }
        }

        return row[second.Length];
    }
}
