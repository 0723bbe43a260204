namespace Assay.Tuning.Samplers;

/// <summary>Non-dominated sorting with crowding. Source: Deb et al., IEEE Transactions on Evolutionary Computation 6(2), 2002, section III.</summary>
internal static class Fronts
{
    /// <summary>Trials by front, those of a front with most room around them first.</summary>
    internal static IEnumerable<Trial> Sorted(Trial[] trials, double[][] losses)
    {
        foreach (var front in Of(losses))
        {
            var room = Room(front, losses);
            foreach (var at in Enumerable.Range(0, front.Length).OrderByDescending(i => room[i]).ThenBy(i => front[i]))
            {
                yield return trials[front[at]];
            }
        }
    }

    /// <summary>Positions front by front.</summary>
    internal static IEnumerable<int[]> Of(double[][] losses)
    {
        int[] left = [.. Enumerable.Range(0, losses.Length)];
        while (left.Length > 0)
        {
            int[] front = [.. left.Where(i => !left.Any(j => ParetoFront.Dominates(losses[j], losses[i])))];
            yield return front;
            left = [.. left.Except(front)];
        }
    }

    /// <summary>The crowding distance of every member of a front; infinite at the ends.</summary>
    internal static double[] Room(int[] front, double[][] losses)
    {
        var room = new double[front.Length];
        for (var k = 0; k < losses[0].Length; k++)
        {
            var order = Enumerable.Range(0, front.Length).OrderBy(i => losses[front[i]][k]).ToArray();
            var extent = losses[front[order[^1]]][k] - losses[front[order[0]]][k];
            room[order[0]] = room[order[^1]] = double.PositiveInfinity;
            for (var i = 1; i + 1 < order.Length && extent > 0; i++)
            {
                room[order[i]] += (losses[front[order[i + 1]]][k] - losses[front[order[i - 1]]][k]) / extent;
            }
        }

        return room;
    }
}
