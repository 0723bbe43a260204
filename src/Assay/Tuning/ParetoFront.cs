namespace Assay.Tuning;

/// <summary>Which trials no other is better than in every objective.</summary>
internal static class ParetoFront
{
    /// <summary>The feasible finished trials of the front, by number; of equal ones the first.</summary>
    internal static IReadOnlyList<Trial> Of(TrialHistory history)
    {
        var objectives = history.Directions.Count;
        var candidates = history.Trials.Where(t => t.IsFeasible).Select(t => (Trial: t, Losses: Losses(history, t, objectives))).ToArray();
        return [.. candidates.Where(c => !candidates.Any(o => Dominates(o.Losses, c.Losses) || (o.Trial.Number < c.Trial.Number && o.Losses.SequenceEqual(c.Losses)))).Select(c => c.Trial)];
    }

    /// <summary>Whether the first is at least as good everywhere and better somewhere (losses: smaller is better).</summary>
    internal static bool Dominates(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var better = false;
        for (var i = 0; i < first.Length; i++)
        {
            if (first[i] > second[i])
            {
                return false;
            }

            better |= first[i] < second[i];
        }

        return better;
    }

    /// <summary>All objectives of a trial, smaller is better.</summary>
    internal static double[] Losses(TrialHistory history, Trial trial, int objectives) => [.. Enumerable.Range(0, objectives).Select(k => history.Loss(trial, k))];
}
