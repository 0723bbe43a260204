using Assay.Language.Python;

namespace Assay.Language.Scoring;

/// <summary>One number over the scores of all documents, and how sure it is. The name in a task file has underscores instead of hyphens.</summary>
/// <remarks>Follows lm-evaluation-harness 0.4.13, its bootstrap drawn by CPython's generator included.</remarks>
internal abstract class Aggregation
{
    private const int LargestChunk = 1000;

    /// <summary>Whether the standard error is bootstrapped.</summary>
    public virtual bool IsBootstrapped => false;

    /// <summary>Prepares the scores, so that the number over any choice of them (by position) costs little.</summary>
    public abstract Func<IReadOnlyList<int>, double> Prepare(IReadOnlyList<object?> items);

    /// <summary>The number over all scores.</summary>
    public double Of(IReadOnlyList<object?> items) => Prepare(items)([.. Enumerable.Range(0, items.Count)]);

    /// <summary>The standard error; null where the harness has none.</summary>
    public virtual double? StandardError(IReadOnlyList<object?> items, int iterations) => IsBootstrapped ? Bootstrapped(items, iterations) : null;

    /// <summary>The standard deviation of numbers with n - 1 below, summed in order.</summary>
    public static double Deviation(IReadOnlyList<double> numbers)
    {
        var mean = Sum(numbers) / numbers.Count;
        return Math.Sqrt(Sum([.. numbers.Select(x => (x - mean) * (x - mean))]) / (numbers.Count - 1));
    }

    protected static double Sum(IReadOnlyList<double> numbers)
    {
        var sum = 0.0;
        foreach (var number in numbers)
        {
            sum += number;
        }

        return sum;
    }

    protected static double[] Numbers(IReadOnlyList<object?> items) => [.. items.Select(PythonOperators.ToDouble)];

    protected static double First(object? pair) => PythonOperators.ToDouble(PythonOperators.Item(pair, 0L));

    protected static double Second(object? pair) => PythonOperators.ToDouble(PythonOperators.Item(pair, 1L));

    // Chunk number i draws with a generator seeded by i.
    private double Bootstrapped(IReadOnlyList<object?> items, int iterations)
    {
        var statistic = Prepare(items);
        var chunk = Math.Min(LargestChunk, iterations);
        var positions = Enumerable.Range(0, items.Count).ToArray();
        var drawn = new List<double>(iterations);
        for (var i = 0; i < iterations / chunk; i++)
        {
            var random = new PythonRandom(i);
            for (var k = 0; k < chunk; k++)
            {
                drawn.Add(statistic(random.Choices(positions, items.Count)));
            }
        }

        return Deviation(drawn);
    }
}
