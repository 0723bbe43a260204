using System.Globalization;

namespace Assay.Statistics;

/// <summary>The checks at the door of every test and distance: NaN has no place in an order, and would never end a loop over ties.</summary>
internal static class Inputs
{
    /// <summary>No NaN and no infinity.</summary>
    /// <exception cref="AssayException"><c>data.not-finite</c> with the first place.</exception>
    public static void Finite(ReadOnlySpan<double> values, string name)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new AssayException(
                    "data.not-finite",
                    $"Every {name} must be a finite number; number {i} is {values[i].ToString("R", CultureInfo.InvariantCulture)}. Leave such rows out or fill them in.");
            }
        }
    }

    /// <summary>Two samples of finite numbers, neither empty.</summary>
    /// <exception cref="AssayException"><c>data.no-rows</c>, <c>data.not-finite</c>.</exception>
    public static void Samples(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.IsEmpty || second.IsEmpty)
        {
            throw new AssayException("data.no-rows", $"Both samples need rows; they have {first.Length} and {second.Length}.");
        }

        Finite(first, "number of the first sample");
        Finite(second, "number of the second sample");
    }

    /// <summary>As many of one as of the other.</summary>
    /// <exception cref="ArgumentException">They do not line up.</exception>
    public static void SameLength(int first, int second, string what)
    {
        if (first != second)
        {
            throw new ArgumentException($"{what} do not line up: {first} and {second}.");
        }
    }
}
