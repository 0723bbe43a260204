using System.Collections.Concurrent;
using Assay.Data;

namespace Assay.Evaluation.Perturbations;

/// <summary>Scales of the numbers of a table, each worked out once when it is first asked for.</summary>
/// <param name="reference">The table.</param>
/// <param name="training">What a model says of its training table, whose range of numbers then counts; null when it says nothing.</param>
internal sealed class TableFacts(Dataset reference, TableSchema? training)
{
    private readonly ConcurrentDictionary<string, NumberFacts> numbers = new(StringComparer.Ordinal);
    private (double Dark, double Bright)? image;

    /// <summary>The scale of a column of numbers.</summary>
    public NumberFacts Numbers(string column) => numbers.GetOrAdd(column, Measured);

    /// <summary>The darkest and the brightest pixel of the table; null when no pixel has a value.</summary>
    public (double Dark, double Bright)? Whole(ImageLayout layout)
    {
        image ??= layout.Columns.SelectMany(c => Pixels.Of(reference.Named(c))).Where(v => !double.IsNaN(v))
            .Aggregate((Dark: double.PositiveInfinity, Bright: double.NegativeInfinity), (r, v) => (Math.Min(r.Dark, v), Math.Max(r.Bright, v)));
        return image.Value.Dark <= image.Value.Bright ? image : null;
    }

    private NumberFacts Measured(string column)
    {
        var facts = NumberFacts.Of(((NumberColumn)reference.Named(column)).Values);
        var told = training?.Columns.FirstOrDefault(c => c.Name == column);
        return told is { Minimum: not double.NaN, Maximum: not double.NaN } ? facts with { Minimum = told.Minimum, Maximum = told.Maximum } : facts;
    }
}
