using Assay.Data;

namespace Assay.Evaluation.Comparing;

/// <summary>What a system costs, by name: one number a row (from a column of its file), one a repeat (measured), or one alone (known exactly).</summary>
/// <param name="Values">Numbers by name.</param>
public sealed record Costs(IReadOnlyDictionary<string, double[]> Values)
{
    /// <summary>Nothing known.</summary>
    public static Costs None { get; } = new(new Dictionary<string, double[]>());

    /// <summary>The columns of numbers that came with the predictions.</summary>
    public static Costs Of(Dataset rows) => new(rows.Columns.OfType<NumberColumn>().ToDictionary(c => c.Name, c => c.Values.ToArray(), StringComparer.Ordinal));
}
