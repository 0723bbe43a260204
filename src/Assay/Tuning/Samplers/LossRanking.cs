namespace Assay.Tuning.Samplers;

/// <summary>Finished trials from best to worst.</summary>
internal static class LossRanking
{
    /// <summary>
    /// Feasible ones by loss (several objectives: by front, then by how much room a trial has on it), then infeasible ones by how much they
    /// break, then pruned ones by how far they came, then failed ones.
    /// </summary>
    internal static IReadOnlyList<Trial> Of(TrialHistory history)
    {
        var finished = history.Finished.ToArray();
        var feasible = finished.Where(t => t.IsFeasible).ToArray();
        IEnumerable<Trial> ranked = history.Directions.Count == 1
            ? feasible.OrderBy(t => history.Loss(t))
            : Fronts.Sorted(feasible, [.. feasible.Select(t => ParetoFront.Losses(history, t, history.Directions.Count))]);
        return
        [
            .. ranked,
            .. finished.Where(t => t.State == TrialState.Done && !t.IsFeasible).OrderBy(t => t.Constraints.Sum(c => Math.Max(0, c))),
            .. finished.Where(t => t.State == TrialState.Pruned).OrderByDescending(t => t.Reports.Count == 0 ? -1 : t.Reports[^1].Step)
                .ThenBy(t => t.Reports.Count == 0 ? double.PositiveInfinity : history.Loss(t.Reports[^1])),
            .. finished.Where(t => t.State == TrialState.Failed),
        ];
    }
}
