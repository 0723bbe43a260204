namespace Assay.Development;

/// <summary>How many bootstrap draws a table of some size can afford within the budget: counted work, the same everywhere.</summary>
internal static class BootstrapDraws
{
    // Drawing one row and adding it to a metric, on the reference machine.
    private const double SecondsPerRow = 2e-8;

    // Of the budget, for one interval.
    private const double Share = 0.01;

    /// <summary>The draws asked for, or fewer, but at least a quarter of them, where they would take more than a hundredth of the budget.</summary>
    public static int Within(DevelopOptions options, int rows, int asked)
    {
        var affordable = options.Budget.TotalSeconds * Math.Max(1, options.Threads) * Share / (SecondsPerRow * Math.Max(1, rows));
        return (int)Math.Clamp(affordable, Math.Max(1, asked / 4), asked);
    }
}
