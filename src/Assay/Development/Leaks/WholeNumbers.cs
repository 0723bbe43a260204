namespace Assay.Development.Leaks;

/// <summary>Tells whole numbers from fractions.</summary>
internal static class WholeNumbers
{
    /// <summary>Whether any value that is not missing has a fraction.</summary>
    public static bool ContainsAnyExceptWhole(this ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (!double.IsNaN(value) && value != Math.Floor(value))
            {
                return true;
            }
        }

        return false;
    }
}
