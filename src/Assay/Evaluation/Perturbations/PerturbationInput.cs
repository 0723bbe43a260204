using Assay.Data;
using Assay.Numerics;

namespace Assay.Evaluation.Perturbations;

/// <summary>What a perturbation is given.</summary>
public sealed record PerturbationInput
{
    /// <summary>The rows to change; they stay as they are.</summary>
    public required Dataset Rows { get; init; }

    /// <summary>Names of the columns that may be changed; empty for all that are used to predict.</summary>
    public IReadOnlyCollection<string> Columns { get; init; } = [];

    /// <summary>How much, in the perturbation's unit; at least 0.</summary>
    public double Dose { get; init; }

    /// <summary>Every random choice follows from it.</summary>
    public ulong Seed { get; init; }

    /// <summary>Which columns are the pixels of an image; null when none are.</summary>
    public ImageLayout? Image { get; init; }

    /// <summary>Scales, when they are to come from more than the rows; otherwise from the rows.</summary>
    internal TableFacts? Facts { get; init; }

    /// <summary>The columns that may be changed, in the table's order.</summary>
    internal IEnumerable<Column> Open => Rows.Columns.Zip(Rows.Schema)
        .Where(c => Columns.Count > 0 ? Columns.Contains(c.First.Name) && c.Second.Role != ColumnRole.Target : c.Second.Role == ColumnRole.Feature || c.Second.GivesCalendar)
        .Select(c => c.First);

    /// <summary>A stream of random numbers of its own for a perturbation, a column and, where cells need many numbers, a row.</summary>
    internal SeededRandom Random(Perturbation perturbation, string column, int row = 0) => SeededRandom.For(Seed, $"perturbation {perturbation.Name} {column}", row);

    /// <summary>The rows with these columns instead.</summary>
    internal Dataset With(IEnumerable<Column> changed)
    {
        var byName = changed.ToDictionary(c => c.Name, StringComparer.Ordinal);
        return byName.Count == 0 ? Rows : Rows with { Columns = [.. Rows.Columns.Select(c => byName.GetValueOrDefault(c.Name, c))] };
    }
}
