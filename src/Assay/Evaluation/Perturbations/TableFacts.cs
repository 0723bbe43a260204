using System.Collections.Concurrent;
using Assay.Data;

namespace Assay.Evaluation.Perturbations;

/// <summary>Scales of numbers and counts of names in a table, each worked out once when it is first asked for.</summary>
/// <param name="reference">The table.</param>
/// <param name="training">What a model says of its training table, whose range of numbers then counts; null when it says nothing.</param>
internal sealed class TableFacts(Dataset reference, TableSchema? training)
{
    private readonly ConcurrentDictionary<string, NumberFacts> numbers = new(StringComparer.Ordinal);

    /// <summary>The scale of a column of numbers.</summary>
    public NumberFacts Numbers(string column) => numbers.GetOrAdd(column, Measured);

    private NumberFacts Measured(string column)
    {
        var facts = NumberFacts.Of(((NumberColumn)reference.Named(column)).Values);
        var told = training?.Columns.FirstOrDefault(c => c.Name == column);
        return told is { Minimum: not double.NaN, Maximum: not double.NaN } ? facts with { Minimum = told.Minimum, Maximum = told.Maximum } : facts;
    }
}
