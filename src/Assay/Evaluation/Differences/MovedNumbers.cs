using Assay.Data.Plain;

namespace Assay.Evaluation.Differences;

/// <summary>The second distribution as the first one less some numbers and with others added: exact, at the cost of what moved.</summary>
internal sealed class MovedNumbers(NumberSpread first, double[] removed, double[] added)
{
    private readonly double[] removed = Sorted(removed);
    private readonly double[] added = Sorted(added);

    /// <summary>Numbers after.</summary>
    public int Count => first.Count - removed.Length + added.Length;

    /// <summary>How many numbers after are below x, or at most x.</summary>
    public int Below(double x, bool orEqual) =>
        first.Below(x, orEqual) - NumberSpread.Below(removed, x, orEqual) + NumberSpread.Below(added, x, orEqual);

    /// <summary>The number at a rank from 0 after: the least of either kind with enough at or below it.</summary>
    public double At(int rank)
    {
        var (least, index) = (double.PositiveInfinity, FirstWith(first.Count, first.At, rank + 1));
        least = index < first.Count ? first.At(index) : least;
        index = FirstWith(added.Length, i => added[i], rank + 1);
        return index < added.Length ? Math.Min(least, added[index]) : least;
    }

    /// <summary>The largest gap of the two distribution functions; the second is a step from the first only where numbers moved, and straight between if it lost or won rows.</summary>
    public double Distance()
    {
        if (Count == 0 || first.Count == 0)
        {
            return Count == first.Count ? 0 : 1;
        }

        var largest = 0.0;
        foreach (var x in removed.Concat(added).Distinct())
        {
            foreach (var orEqual in (bool[])[false, true])
            {
                var before = first.Below(x, orEqual);
                var after = before - NumberSpread.Below(removed, x, orEqual) + NumberSpread.Below(added, x, orEqual);
                largest = Math.Max(largest, Math.Abs(((double)before / first.Count) - ((double)after / Count)));
            }
        }

        return largest;
    }

    /// <summary>Different values won less values lost.</summary>
    public long DistinctGain()
    {
        var gain = 0L;
        foreach (var x in removed.Concat(added).Distinct())
        {
            var before = first.Below(x, true) - first.Below(x, false);
            var after = Below(x, true) - Below(x, false);
            gain += (after > 0 ? 1 : 0) - (before > 0 ? 1 : 0);
        }

        return gain;
    }

    private int FirstWith(int count, Func<int, double> at, int wanted)
    {
        var (low, high) = (0, count);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            (low, high) = Below(at(middle), true) >= wanted ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private static double[] Sorted(double[] numbers)
    {
        Array.Sort(numbers);
        return numbers;
    }
}
