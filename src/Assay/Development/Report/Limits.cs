namespace Assay.Development.Report;

/// <summary>How much of a long list the page shows, so that it stays small whatever the data.</summary>
/// <param name="Rows">Rows of a table.</param>
/// <param name="Letters">Letters of one text.</param>
internal sealed record Limits(int Rows, int Letters)
{
    /// <summary>From generous to tight: the first that fits the size cap is used.</summary>
    public static IReadOnlyList<Limits> Steps { get; } = [new(1000, 400), new(400, 240), new(150, 160), new(50, 80), new(20, 40)];
}
